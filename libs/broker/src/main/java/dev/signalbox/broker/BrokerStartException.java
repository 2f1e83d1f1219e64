package dev.signalbox.broker;

import org.jspecify.annotations.Nullable;

/** The broker could not start; the message names the thing, the reason and the remedy. */
public final class BrokerStartException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    BrokerStartException(String message) {
        super(message);
    }

    BrokerStartException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
