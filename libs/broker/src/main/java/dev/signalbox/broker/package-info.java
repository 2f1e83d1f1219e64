/**
 * The real Kafka broker in this JVM, in KRaft mode, reachable from this machine only.
 *
 * <p>{@link dev.signalbox.broker.EmbeddedBroker#start} is the whole of it. What Kafka would answer
 * with {@code System.exit} comes back as a value ({@link dev.signalbox.broker.BrokerFault}) or as a
 * {@link dev.signalbox.broker.BrokerStartException}; no other class here is for use outside.
 */
@NullMarked
package dev.signalbox.broker;

import org.jspecify.annotations.NullMarked;
