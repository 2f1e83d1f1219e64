package dev.signalbox.system.harness;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** A database file, looked at and touched by its own connections, past Signalbox. */
public final class Sqlite {

    private static final String APPLIED =
            "SELECT migration_id FROM _migration_history WHERE status = 'completed' AND direction ="
                    + " 'up' AND reverted_by IS NULL ORDER BY id";

    private final Path file;

    public Sqlite(Path file) {
        this.file = file;
    }

    public Path file() {
        return file;
    }

    /** Creates the file where there is none. */
    public Sqlite run(String... statements) {
        try (var connection = open();
                var statement = connection.createStatement()) {
            for (var sql : statements) {
                statement.execute(sql);
            }
            return this;
        } catch (SQLException e) {
            throw new IllegalStateException(file + ": " + e.getMessage(), e);
        }
    }

    /** What a file of SQL says, as the database's own shell would run it. */
    public Sqlite script(Path script) {
        try (var connection = open();
                var statement = connection.createStatement()) {
            // The driver runs all of a batch's statements, as the shell does.
            statement.executeUpdate(Files.readString(script));
            return this;
        } catch (SQLException | IOException e) {
            throw new IllegalStateException(script + ": " + e.getMessage(), e);
        }
    }

    /** Columns joined by a bar. */
    public List<String> rows(String sql) {
        try (var connection = open();
                var statement = connection.createStatement();
                var result = statement.executeQuery(sql)) {
            var rows = new ArrayList<String>();
            while (result.next()) {
                var row = new StringJoiner("|");
                for (var i = 1; i <= result.getMetaData().getColumnCount(); i++) {
                    row.add(String.valueOf(result.getString(i)));
                }
                rows.add(row.toString());
            }
            return rows;
        } catch (SQLException e) {
            throw new IllegalStateException(file + ": " + e.getMessage() + ": " + sql, e);
        }
    }

    public long number(String sql) {
        return Long.parseLong(rows(sql).getFirst());
    }

    /** Migrations in force in the order of their commits; none where there is no ledger. */
    public List<String> applied() {
        if (!Files.exists(file)
                || rows("SELECT 1 FROM sqlite_schema WHERE name = '_migration_history'")
                        .isEmpty()) {
            return List.of();
        }
        return rows(APPLIED);
    }

    /** Somebody is inside a transaction that writes. */
    public boolean isBeingWritten() {
        try (var connection = open();
                var statement = connection.createStatement()) {
            statement.execute("PRAGMA busy_timeout = 0");
            statement.execute("BEGIN IMMEDIATE");
            statement.execute("ROLLBACK");
            return false;
        } catch (SQLiteException e) {
            if (e.getResultCode() == SQLiteErrorCode.SQLITE_BUSY) {
                return true;
            }
            throw new IllegalStateException(e);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Schema and rows, apart from what Signalbox keeps for itself. */
    public List<String> content() {
        var content =
                new ArrayList<>(
                        rows(
                                "SELECT type, name, sql FROM sqlite_schema WHERE name NOT LIKE"
                                        + " '\\_%' ESCAPE '\\' AND tbl_name NOT LIKE '\\_%' ESCAPE '\\'"
                                        + " AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'"
                                        + " AND name <> 'migration_health'"
                                        + " AND name <> 'schema_migrations' ORDER BY name"));
        for (var table :
                rows(
                        "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE"
                                + " '\\_%' ESCAPE '\\' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'"
                                + " ORDER BY name")) {
            rows("SELECT * FROM \"" + table + "\" ORDER BY 1")
                    .forEach(row -> content.add(table + ": " + row));
        }
        return content;
    }

    private Connection open() throws SQLException {
        return DriverManager.getConnection("jdbc:sqlite:" + file + "?busy_timeout=10000");
    }
}
