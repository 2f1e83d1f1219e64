package dev.signalbox.analysis;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** A real database in memory, with foreign keys enforced. */
public final class Sqlite implements AutoCloseable {

    private final Connection connection;

    public Sqlite(String... statements) throws SQLException {
        connection = DriverManager.getConnection("jdbc:sqlite::memory:");
        run("PRAGMA foreign_keys=ON");
        run(statements);
    }

    public void run(String... statements) throws SQLException {
        run(List.of(statements));
    }

    public void run(List<String> statements) throws SQLException {
        try (var statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    /** As a migration runs: in one transaction. */
    public void migrate(List<String> statements) throws SQLException {
        run("BEGIN IMMEDIATE");
        run(statements);
        run("COMMIT");
    }

    /** The first column of every row, as text. */
    public List<String> texts(String query) throws SQLException {
        try (var statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            List<String> texts = new ArrayList<>();
            while (rows.next()) {
                texts.add(String.valueOf(rows.getString(1)));
            }
            return texts;
        }
    }

    /** How SQLite would run a query. */
    public String plan(String query) throws SQLException {
        try (var statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("EXPLAIN QUERY PLAN " + query)) {
            return rows.next() ? rows.getString("detail") : "";
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
