/** What the planner reads from Kafka. */
@NullMarked
package dev.signalbox.planner.messaging;

import org.jspecify.annotations.NullMarked;
