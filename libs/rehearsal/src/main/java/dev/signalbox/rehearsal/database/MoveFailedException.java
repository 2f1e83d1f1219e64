package dev.signalbox.rehearsal.database;

/** A migration, a rule or a check stopped the way up or down; the message says which and why. */
public final class MoveFailedException extends Exception {

    private static final long serialVersionUID = 1L;

    public MoveFailedException(String message) {
        super(message);
    }

    public MoveFailedException(String message, Throwable cause) {
        super(message, cause);
    }
}
