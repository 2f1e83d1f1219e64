package dev.signalbox.analysis.replay;

import java.sql.SQLException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/**
 * What SQLite says of a statement that it does not run.
 *
 * @param code SQLite's primary result code
 * @param offset of the token that it is about, in the statement's text
 */
public record SqlError(int code, String message, int offset) {

    /** The driver's words around SQLite's own. */
    private static final Pattern WRAPPED =
            Pattern.compile("^\\[SQLITE_\\w+] [^(]*\\((.*)\\)$", Pattern.DOTALL);

    static SqlError of(SQLException e, int offset) {
        return new SqlError(code(e), message(e), offset);
    }

    static String message(SQLException e) {
        String whole = String.valueOf(e.getMessage());
        Matcher wrapped = WRAPPED.matcher(whole);
        return wrapped.matches() ? wrapped.group(1) : whole;
    }

    private static int code(SQLException e) {
        return (e instanceof SQLiteException sqlite
                        ? sqlite.getResultCode().code
                        : e.getErrorCode())
                & 0xff;
    }

    /** A row is the reason, not the statement by itself. */
    public boolean isConstraint() {
        return code == SQLiteErrorCode.SQLITE_CONSTRAINT.code;
    }

    public boolean isInterrupt() {
        return code == SQLiteErrorCode.SQLITE_INTERRUPT.code;
    }
}
