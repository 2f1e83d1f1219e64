/** Kafka around the services: topics before channels, and channels that cannot lose. */
@NullMarked
package dev.signalbox.runtime.channels;

import org.jspecify.annotations.NullMarked;
