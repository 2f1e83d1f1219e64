/** How the executor is put together in Quarkus. */
@NullMarked
package dev.signalbox.executor.config;

import org.jspecify.annotations.NullMarked;
