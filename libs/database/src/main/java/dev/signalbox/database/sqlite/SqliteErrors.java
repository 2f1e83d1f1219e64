package dev.signalbox.database.sqlite;

import dev.signalbox.database.DatabaseException;
import dev.signalbox.database.DatabaseException.Reason;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** Classifies what SQLite refuses, by its result code. */
final class SqliteErrors {

    private SqliteErrors() {}

    static DatabaseException classified(
            SQLException error, String database, @Nullable String statement) {
        int code =
                error instanceof SQLiteException sqlite
                        ? sqlite.getResultCode().code
                        : error.getErrorCode();
        Reason reason = reason(code);
        return new DatabaseException(
                reason,
                database,
                problem(reason, error),
                remedy(reason, code),
                statement,
                code,
                error);
    }

    /** Of a call that answers its code instead of throwing. */
    static DatabaseException classified(int code, String database, String doing) {
        Reason reason = reason(code);
        String said = SQLiteErrorCode.getErrorCode(code).message;
        return new DatabaseException(
                reason,
                database,
                doing + " failed: " + said,
                remedy(reason, code),
                null,
                code,
                null);
    }

    static Reason reason(int extendedCode) {
        return switch (SQLiteErrorCode.getErrorCode(extendedCode & 0xff)) {
            case SQLITE_BUSY, SQLITE_LOCKED, SQLITE_PROTOCOL -> Reason.LOCKED;
            case SQLITE_READONLY -> Reason.READ_ONLY;
            case SQLITE_PERM, SQLITE_AUTH -> Reason.PERMISSION;
            case SQLITE_FULL -> Reason.DISK_FULL;
            case SQLITE_CANTOPEN -> Reason.CANNOT_OPEN;
            case SQLITE_IOERR -> Reason.INPUT_OUTPUT;
            case SQLITE_NOMEM -> Reason.OUT_OF_MEMORY;
            case SQLITE_SCHEMA -> Reason.SCHEMA_CHANGED;
            case SQLITE_CORRUPT -> Reason.CORRUPT;
            case SQLITE_NOTADB -> Reason.NOT_A_DATABASE;
            case SQLITE_CONSTRAINT, SQLITE_MISMATCH -> Reason.CONSTRAINT;
            case SQLITE_TOOBIG -> Reason.TOO_BIG;
            case SQLITE_INTERRUPT, SQLITE_ABORT -> Reason.INTERRUPTED;
            case SQLITE_ERROR, SQLITE_RANGE -> Reason.INVALID_SQL;
            default -> Reason.OTHER;
        };
    }

    private static String problem(Reason reason, SQLException error) {
        String said = detail(error);
        return switch (reason) {
            case NOT_A_DATABASE -> "the file is not a SQLite database";
            case LOCKED -> "another process holds the file";
            case DISK_FULL -> "no space is left (" + said + ")";
            case READ_ONLY -> "the database is read-only (" + said + ")";
            case CORRUPT -> "the database file is damaged (" + said + ")";
            default -> said;
        };
    }

    /** The driver wraps SQLite's own words as {@code [CODE] general words (own words)}. */
    static String detail(SQLException error) {
        String text = String.valueOf(error.getMessage());
        int open = text.indexOf('(');
        boolean wrapped = text.startsWith("[SQLITE") && open > 0 && text.endsWith(")");
        return wrapped ? text.substring(open + 1, text.length() - 1) : text;
    }

    private static String remedy(Reason reason, int code) {
        return switch (reason) {
            case NOT_A_DATABASE ->
                    "Check the path; a file that SQLCipher or another extension encrypted cannot be"
                            + " managed";
            case LOCKED -> "Wait for the other process, or end its transaction";
            case DISK_FULL -> "Free some space, then run the plan again";
            case READ_ONLY ->
                    code == SQLiteErrorCode.SQLITE_READONLY_DBMOVED.code
                            ? "The file was moved or deleted while it was open; put it back"
                            : "Give the executor's user the right to write the file and its folder";
            case PERMISSION -> "Give this user the right to use the file";
            case CANNOT_OPEN -> "Check that the folder exists and that this user may write in it";
            case CORRUPT ->
                    "Restore the last snapshot; PRAGMA integrity_check says what is damaged";
            case INPUT_OUTPUT -> "Check the disk and the file system";
            case OUT_OF_MEMORY -> "Give the process more memory";
            case INVALID_SQL -> "Correct the statement";
            case CONSTRAINT -> "Correct the rows first, or the statement";
            case TOO_BIG -> "Cut the statement or its value into smaller ones";
            default -> "The code " + code + " is explained at sqlite.org/rescode.html";
        };
    }
}
