/** Plans, their events and uploaded projects in the planner's own store. */
@NullMarked
package dev.signalbox.planner.store;

import org.jspecify.annotations.NullMarked;
