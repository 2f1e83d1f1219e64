/** How the planner is put together in Quarkus. */
@NullMarked
package dev.signalbox.planner.config;

import org.jspecify.annotations.NullMarked;
