package dev.signalbox.runtime.store;

import java.sql.SQLException;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** Tells what will pass from what is a bug, by SQLite's result code. */
final class StoreFailure {

    private StoreFailure() {}

    static RuntimeException of(String doing, SQLException e) {
        if (isTransient(e)) {
            return new StoreUnavailableException(
                    "The service's store is not available (" + doing + "): " + e.getMessage(), e);
        }
        return new IllegalStateException(
                "The service's store refused (" + doing + "): " + e.getMessage(), e);
    }

    private static boolean isTransient(SQLException e) {
        if (!(e instanceof SQLiteException sqlite)) {
            // The pool's own: no connection could be had.
            return true;
        }
        var primary = SQLiteErrorCode.getErrorCode(sqlite.getResultCode().code & 0xFF);
        return switch (primary) {
            case SQLITE_BUSY,
                    SQLITE_LOCKED,
                    SQLITE_FULL,
                    SQLITE_IOERR,
                    SQLITE_CANTOPEN,
                    SQLITE_READONLY,
                    SQLITE_INTERRUPT,
                    SQLITE_NOMEM ->
                    true;
            default -> false;
        };
    }
}
