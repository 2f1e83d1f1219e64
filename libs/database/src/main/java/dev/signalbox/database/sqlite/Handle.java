package dev.signalbox.database.sqlite;

import dev.signalbox.database.DatabaseException;
import dev.signalbox.database.DatabaseException.Reason;
import dev.signalbox.database.Fingerprint;
import dev.signalbox.database.Schema;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConnection;
import org.sqlite.core.CoreStatement;
import org.sqlite.core.DB;

/**
 * One connection whose transactions are begun and ended by statement, so that the driver adds none
 * of its own, and whose errors are classified.
 */
final class Handle implements AutoCloseable {

    /** SQLite counts every statement that changes the catalogue. */
    private static final String SCHEMA_VERSION = "PRAGMA schema_version";

    private static final int MOST_STATEMENTS = 64;

    private final SQLiteConnection connection;
    private final String database;
    private final LinkedHashMap<String, PreparedStatement> statements = new LinkedHashMap<>();
    private final Set<String> functions = new HashSet<>();
    private SchemaReader schemas = new SchemaReader();
    private @Nullable Schema schema;
    private long schemaVersion;

    Handle(SQLiteConnection connection, String database) {
        this.connection = connection;
        this.database = database;
    }

    /**
     * The schema of this moment. To be called inside a transaction, so that its parts are of one.
     */
    Schema schema() {
        Schema last = schema;
        return last != null && number(SCHEMA_VERSION) == schemaVersion
                ? last
                : schemaAfterAnything();
    }

    /** The same when statements may have written to the catalogue behind SQLite's back. */
    Schema schemaAfterAnything() {
        return read(() -> schemas.read(this));
    }

    /**
     * The same when, since it was asked for the last time, statements changed nothing in the
     * catalogue but what belongs to some tables.
     *
     * @param names of tables or views, in lower case
     */
    Schema schemaAfter(Set<String> names) {
        Schema last = schema;
        if (last == null) {
            return schemaAfterAnything();
        }
        return number(SCHEMA_VERSION) == schemaVersion
                ? last
                : read(() -> schemas.read(this, names));
    }

    private Schema read(Supplier<Schema> reading) {
        // Of a reading that fails half-way nothing is believed.
        schema = null;
        Schema now = reading.get();
        schemaVersion = number(SCHEMA_VERSION);
        schema = now;
        return now;
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
        if (sql.startsWith("ROLLBACK")) {
            // The number that the schema was read under comes again, for another one.
            schema = null;
        }
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            bind(statement, parameters);
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

    private static void bind(PreparedStatement statement, @Nullable Object[] parameters)
            throws SQLException {
        for (int i = 0; i < parameters.length; i++) {
            statement.setObject(i + 1, parameters[i]);
        }
    }

    int update(String sql, @Nullable Object... parameters) {
        return using(sql, parameters, PreparedStatement::executeUpdate);
    }

    <T> List<T> list(String sql, Row<T> row, @Nullable Object... parameters) {
        return using(
                sql,
                parameters,
                statement -> {
                    List<T> result = new ArrayList<>();
                    try (ResultSet rows = statement.executeQuery()) {
                        while (rows.next()) {
                            result.add(row.of(rows));
                        }
                    }
                    return result;
                });
    }

    private interface Use<T> {
        T of(PreparedStatement statement) throws SQLException;
    }

    /**
     * Statements that ran well are kept: the same few come again and again. One that is in use is
     * not among them.
     */
    private <T> T using(String sql, @Nullable Object[] parameters, Use<T> use) {
        try {
            PreparedStatement kept = statements.remove(sql);
            PreparedStatement statement = kept == null ? connection.prepareStatement(sql) : kept;
            T result;
            try {
                bind(statement, parameters);
                result = use.of(statement);
            } catch (SQLException | RuntimeException | Error e) {
                statement.close();
                throw e;
            }
            keep(sql, statement);
            return result;
        } catch (SQLException e) {
            throw SqliteErrors.classified(e, database, sql);
        }
    }

    private void keep(String sql, PreparedStatement statement) throws SQLException {
        // The driver leaves a query without rows under way, which keeps its lock.
        ((CoreStatement) statement).pointer.safeRunInt(DB::reset);
        PreparedStatement other = statements.put(sql, statement);
        if (other != null) {
            other.close();
        }
        if (statements.size() > MOST_STATEMENTS) {
            statements.pollFirstEntry().getValue().close();
        }
    }

    /** Reads the columns of one row after the other. */
    @FunctionalInterface
    interface Rows {
        void next(ResultSet row) throws SQLException;
    }

    /** Keeps no row. */
    void each(String sql, Rows rows, @Nullable Object... parameters) {
        using(
                sql,
                parameters,
                statement -> {
                    try (ResultSet result = statement.executeQuery()) {
                        while (result.next()) {
                            rows.next(result);
                        }
                    }
                    return true;
                });
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

    /** Whether nobody has asked for that name before: functions are made once a connection. */
    boolean isFirst(String function) {
        return functions.add(function);
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

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw SqliteErrors.classified(e, database, null);
        }
    }
}
