/**
 * What tests of several modules share: one Kafka a JVM.
 *
 * <p>A plain test calls {@link dev.signalbox.testing.BrokerProvider#bootstrapServers()}; a Quarkus
 * test names {@link dev.signalbox.testing.BrokerResource}. The broker outlives the test class, so
 * topics and groups of tests carry names of their own.
 */
@NullMarked
package dev.signalbox.testing;

import org.jspecify.annotations.NullMarked;
