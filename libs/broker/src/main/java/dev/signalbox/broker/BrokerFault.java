package dev.signalbox.broker;

import org.jspecify.annotations.Nullable;

/**
 * Why a running broker can no longer be relied on.
 *
 * <p>A stand-alone Kafka would end its process here. Nothing was lost that had been acknowledged:
 * the same folder can be started again.
 *
 * @param message what failed, for the log
 * @param cause what Kafka threw, where it gave something
 */
public record BrokerFault(String message, @Nullable Throwable cause) {}
