package dev.signalbox.database.sqlite;

import dev.signalbox.database.DatabaseException;
import dev.signalbox.database.DatabaseException.Reason;
import dev.signalbox.sql.SqlStatement;
import java.sql.PreparedStatement;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Runs what a rule says: what SQLite cannot even compile is the rule's fault, and what fails while
 * it runs may be a row's.
 */
final class Compiled {

    private Compiled() {}

    /** Answers the rows that it inserted, updated or deleted itself. */
    static long update(Handle handle, String sql, @Nullable SqlStatement source) {
        try (PreparedStatement statement = prepared(handle, sql, source)) {
            return statement.execute() ? 0 : statement.getUpdateCount();
        } catch (SQLException e) {
            throw SqliteErrors.classified(e, handle.database(), sql);
        }
    }

    /** The names of a query's columns. */
    static List<String> columns(Handle handle, SqlStatement query) {
        try (PreparedStatement statement =
                prepared(handle, "SELECT * FROM (\n" + query.text() + "\n)", query)) {
            ResultSetMetaData columns = statement.getMetaData();
            List<String> names = new ArrayList<>();
            for (int i = 1; i <= columns.getColumnCount(); i++) {
                names.add(columns.getColumnName(i));
            }
            return names;
        } catch (SQLException e) {
            throw SqliteErrors.classified(e, handle.database(), query.text());
        }
    }

    static PreparedStatement prepared(Handle handle, String sql, @Nullable SqlStatement source) {
        try {
            return handle.connection().prepareStatement(sql);
        } catch (SQLException e) {
            DatabaseException classified = SqliteErrors.classified(e, handle.database(), sql);
            if (classified.reason() != Reason.INVALID_SQL) {
                throw classified;
            }
            throw new RuleRefused(
                    ScriptRules.error(
                            source == null ? 0 : 1,
                            source,
                            Reason.INVALID_SQL,
                            classified.engineCode().orElse(0),
                            classified.problem(),
                            "Correct the rule's SQL"));
        }
    }
}
