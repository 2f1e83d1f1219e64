package dev.signalbox.database.sqlite;

/** One of the rows at hand cannot be transformed; which one is found by trying fewer. */
final class RowRefused extends RuntimeException {

    RowRefused(String reason) {
        super(reason, null, false, false);
    }

    String reason() {
        return String.valueOf(getMessage());
    }
}
