/** What the planner's tests share: its core without a container, on a real store. */
@NullMarked
package dev.signalbox.planner;

import org.jspecify.annotations.NullMarked;
