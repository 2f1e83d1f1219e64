package dev.signalbox.cli.demo;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.sqlite.SQLiteConfig;

/** The sample database, filled before and looked at after; nobody else's word is taken for it. */
final class KnowledgeBase {

    static final List<String> TABLES = List.of("entries", "search_history", "feedback");
    private static final int BATCH = 1_000;

    private final Path file;

    KnowledgeBase(Path file) {
        this.file = file;
    }

    void fill(String schema, int rows) throws IOException {
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + file)) {
            connection.setAutoCommit(false);
            try (var statement = connection.createStatement()) {
                for (var sql : schema.split(";\\s*\n", -1)) {
                    if (!sql.isBlank()) {
                        statement.execute(sql);
                    }
                }
            }
            var texts = new SampleTexts();
            entries(connection, texts, rows);
            searches(connection, texts, rows);
            feedback(connection, texts, rows);
            connection.commit();
        } catch (SQLException e) {
            throw new IOException("The sample database cannot be made: " + e.getMessage(), e);
        }
    }

    private static void entries(Connection connection, SampleTexts texts, int rows)
            throws SQLException {
        var sql =
                "INSERT INTO entries (title, problem, solution, category, tags, usage_count,"
                        + " success_count, failure_count, created_at) VALUES (?,?,?,?,?,?,?,?,?)";
        insert(
                connection,
                sql,
                rows,
                (row, number) -> {
                    var entry = texts.entry(number);
                    row.setString(1, entry.title());
                    row.setString(2, entry.problem());
                    row.setString(3, entry.solution());
                    row.setString(4, entry.category());
                    row.setString(5, entry.tags());
                    row.setInt(6, entry.used());
                    row.setInt(7, entry.helped());
                    row.setInt(8, entry.failed());
                    row.setString(9, entry.createdAt());
                });
    }

    private static void searches(Connection connection, SampleTexts texts, int rows)
            throws SQLException {
        insert(
                connection,
                "INSERT INTO search_history (query, entry_id, searched_at) VALUES (?,?,?)",
                rows + rows / 2,
                (row, number) -> {
                    var found = texts.anyOf(rows);
                    row.setString(1, texts.search());
                    row.setObject(2, found == 0 ? null : found);
                    row.setString(3, SampleTexts.moment(number));
                });
    }

    private static void feedback(Connection connection, SampleTexts texts, int rows)
            throws SQLException {
        insert(
                connection,
                "INSERT INTO feedback (entry_id, helpful, comment) VALUES (?,?,?)",
                rows / 2,
                (row, number) -> {
                    var helpful = texts.helpful();
                    row.setInt(1, texts.oneOf(rows));
                    row.setInt(2, helpful ? 1 : 0);
                    row.setString(3, helpful ? "worked at once" : "did not help");
                });
    }

    private interface Filler {
        void fill(PreparedStatement row, int number) throws SQLException;
    }

    private static void insert(Connection connection, String sql, int rows, Filler filler)
            throws SQLException {
        try (var statement = connection.prepareStatement(sql)) {
            for (var number = 1; number <= rows; number++) {
                filler.fill(statement, number);
                statement.addBatch();
                if (number % BATCH == 0) {
                    statement.executeBatch();
                }
            }
            statement.executeBatch();
        }
    }

    /** How many rows each table of the sample has. */
    Map<String, Long> rows() throws IOException {
        var counts = new LinkedHashMap<String, Long>();
        for (var table : TABLES) {
            counts.put(table, number("SELECT count(*) FROM " + table));
        }
        return counts;
    }

    long number(String sql) throws IOException {
        return Long.parseLong(texts(sql).getFirst());
    }

    /** The first column of every row. */
    List<String> texts(String sql) throws IOException {
        var config = new SQLiteConfig();
        config.setReadOnly(true);
        config.setBusyTimeout(10_000);
        try (var connection = config.createConnection("jdbc:sqlite:" + file);
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            var texts = new ArrayList<String>();
            while (rows.next()) {
                texts.add(String.valueOf(rows.getString(1)));
            }
            return texts;
        } catch (SQLException e) {
            throw new IOException(sql + ": " + e.getMessage(), e);
        }
    }
}
