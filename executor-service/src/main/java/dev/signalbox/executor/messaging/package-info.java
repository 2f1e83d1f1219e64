/** What the executor reads from Kafka. */
@NullMarked
package dev.signalbox.executor.messaging;

import org.jspecify.annotations.NullMarked;
