/** The executor's work, on real files. */
@NullMarked
package dev.signalbox.executor.work;

import org.jspecify.annotations.NullMarked;
