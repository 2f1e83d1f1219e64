package dev.signalbox.database;

import dev.signalbox.database.DatabaseException.Reason;
import dev.signalbox.sql.SourcePosition;
import org.jspecify.annotations.Nullable;

/**
 * Why a migration failed, and where.
 *
 * @param index 1-based number of the statement; 0 when no statement is to blame
 * @param statement its text, or the beginning of a long one, or null
 * @param position of its first character in the file, or null
 * @param engineCode the engine's result code; 0 when the engine was not asked
 * @param hint what to do next
 */
public record StatementError(
        int index,
        @Nullable String statement,
        @Nullable SourcePosition position,
        Reason reason,
        int engineCode,
        String problem,
        String hint) {

    /** Errors travel in events, and a statement may hold megabytes of values. */
    private static final int LONGEST_TEXT = 2_000;

    public StatementError {
        if (statement != null && statement.length() > LONGEST_TEXT) {
            statement = statement.substring(0, LONGEST_TEXT) + "…";
        }
    }

    public String message() {
        return (position == null ? "" : "statement " + index + " at " + position + ": ")
                + problem
                + ". "
                + hint;
    }
}
