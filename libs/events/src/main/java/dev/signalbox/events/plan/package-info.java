/** The plan as a bundle: what the planner wrote is byte for byte what the executor runs. */
@NullMarked
package dev.signalbox.events.plan;

import org.jspecify.annotations.NullMarked;
