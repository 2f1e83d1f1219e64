package dev.signalbox.runtime.store;

/**
 * The store cannot be reached or written now: nothing is known to be wrong with the request. To be
 * tried again with back-off; never a reason to drop an event.
 */
public final class StoreUnavailableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    StoreUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
