/** Requests over REST, on their way to Kafka. */
@NullMarked
package dev.signalbox.runtime.intake;

import org.jspecify.annotations.NullMarked;
