package dev.signalbox.database.sqlite;

import dev.signalbox.database.DatabaseException;
import dev.signalbox.database.DatabaseException.Reason;
import dev.signalbox.database.Fingerprint;
import dev.signalbox.database.Schema;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConnection;

/**
 * One connection whose transactions are begun and ended by statement, so that the driver adds none
 * of its own, and whose errors are classified.
 */
final class Handle implements AutoCloseable {

    private final SQLiteConnection connection;
    private final String database;
    private SchemaReader schemas = new SchemaReader();

    Handle(SQLiteConnection connection, String database) {
        this.connection = connection;
        this.database = database;
    }

    /**
     * The schema of this moment. To be called inside a transaction, so that its parts are of one.
     */
    Schema schema() {
        return schemas.read(this);
    }

    /** Of a schema that this connection has read. */
    Fingerprint fingerprint(Schema schema) {
        return schemas.fingerprint(schema);
    }

    /** Whether it was computed of that schema, which this connection has read. */
    boolean isOf(Fingerprint fingerprint, Schema schema) {
        return fingerprint.equals(fingerprint(schema)) || fingerprint.isOf(schema);
    }

    /**
     * @param reader that has read this database before, and need not read all of it again
     */
    Handle readingSchemasBy(SchemaReader reader) {
        schemas = reader;
        return this;
    }

    /** Reads the columns of one row. */
    @FunctionalInterface
    interface Row<T> {
        T of(ResultSet row) throws SQLException;
    }

    SQLiteConnection connection() {
        return connection;
    }

    String database() {
        return database;
    }

    /** Runs it to its last row; parameters may be null. */
    void run(String sql, @Nullable Object... parameters) {
        try (PreparedStatement statement = prepared(sql, parameters)) {
            if (statement.execute()) {
                try (ResultSet rows = statement.getResultSet()) {
                    while (rows.next()) {
                        // A query is done only when its last row was asked for.
                    }
                }
            }
        } catch (SQLException e) {
            throw SqliteErrors.classified(e, database, sql);
        }
    }

    int update(String sql, @Nullable Object... parameters) {
        try (PreparedStatement statement = prepared(sql, parameters)) {
            return statement.executeUpdate();
        } catch (SQLException e) {
            throw SqliteErrors.classified(e, database, sql);
        }
    }

    <T> List<T> list(String sql, Row<T> row, @Nullable Object... parameters) {
        List<T> result = new ArrayList<>();
        try (PreparedStatement statement = prepared(sql, parameters);
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                result.add(row.of(rows));
            }
            return result;
        } catch (SQLException e) {
            throw SqliteErrors.classified(e, database, sql);
        }
    }

    /** Reads the columns of one row after the other. */
    @FunctionalInterface
    interface Rows {
        void next(ResultSet row) throws SQLException;
    }

    /** Keeps no row. */
    void each(String sql, Rows rows) {
        try (PreparedStatement statement = prepared(sql);
                ResultSet result = statement.executeQuery()) {
            while (result.next()) {
                rows.next(result);
            }
        } catch (SQLException e) {
            throw SqliteErrors.classified(e, database, sql);
        }
    }

    <T> Optional<T> first(String sql, Row<T> row, @Nullable Object... parameters) {
        return list(sql, row, parameters).stream().findFirst();
    }

    long number(String sql, @Nullable Object... parameters) {
        return first(sql, row -> row.getLong(1), parameters).orElse(0L);
    }

    String text(String sql, @Nullable Object... parameters) {
        return first(sql, row -> String.valueOf(row.getString(1)), parameters).orElse("");
    }

    /** Inserts, updates and deletes of this connection so far, those of triggers included. */
    long totalChanges() {
        try {
            return connection.getDatabase().total_changes();
        } catch (SQLException e) {
            throw SqliteErrors.classified(e, database, null);
        }
    }

    long lastInsertId() {
        return number("SELECT last_insert_rowid()");
    }

    /**
     * The driver does not say whether a transaction is open, but SQLite refuses to begin a second
     * one.
     */
    boolean inTransaction() {
        try {
            run("BEGIN");
        } catch (DatabaseException e) {
            if (e.reason() == Reason.INVALID_SQL) {
                return true;
            }
            throw e;
        }
        run("ROLLBACK");
        return false;
    }

    /** After an error SQLite may have rolled back already; closing rolls back whatever is left. */
    void rollBack(Throwable because) {
        try {
            run("ROLLBACK");
        } catch (DatabaseException e) {
            if (e.reason() != Reason.INVALID_SQL) {
                because.addSuppressed(e);
            }
        }
    }

    /** Does nothing when no transaction is open any more. */
    void rollBack() {
        try {
            run("ROLLBACK");
        } catch (DatabaseException e) {
            if (e.reason() != Reason.INVALID_SQL) {
                throw e;
            }
        }
    }

    void busyTimeout(int milliseconds) {
        try {
            connection.setBusyTimeout(milliseconds);
        } catch (SQLException e) {
            throw SqliteErrors.classified(e, database, null);
        }
    }

    private PreparedStatement prepared(String sql, @Nullable Object... parameters)
            throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        try {
            for (int i = 0; i < parameters.length; i++) {
                statement.setObject(i + 1, parameters[i]);
            }
            return statement;
        } catch (SQLException | RuntimeException e) {
            statement.close();
            throw e;
        }
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw SqliteErrors.classified(e, database, null);
        }
    }
}
