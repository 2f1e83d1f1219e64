/** The real Kafka broker in this JVM, on loopback. */
@NullMarked
package dev.signalbox.broker;

import org.jspecify.annotations.NullMarked;
