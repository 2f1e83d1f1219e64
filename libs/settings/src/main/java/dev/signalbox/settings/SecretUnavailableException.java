package dev.signalbox.settings;

import org.jspecify.annotations.Nullable;

/** A secret is not at the place that the settings name. The message tells the place only. */
public final class SecretUnavailableException extends Exception {

    private static final long serialVersionUID = 1L;

    SecretUnavailableException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
