package dev.signalbox.knowledgebase;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** A SQLite database in memory, and the sections of the migrations as they are in their files. */
final class TestDatabase implements AutoCloseable {

    static final Path FOLDER = Path.of("../../migrations/knowledge-base/sqlite");

    private final Connection connection;

    private TestDatabase(Connection connection) {
        this.connection = connection;
    }

    static TestDatabase at(int version) throws SQLException, IOException {
        return at(version, ":memory:");
    }

    static TestDatabase at(int version, Path file) throws SQLException, IOException {
        return at(version, file.toString());
    }

    private static TestDatabase at(int version, String place) throws SQLException, IOException {
        var database = new TestDatabase(DriverManager.getConnection("jdbc:sqlite:" + place));
        database.run("PRAGMA foreign_keys = ON; PRAGMA synchronous = OFF");
        for (int each = 1; each <= version; each++) {
            database.up(each);
        }
        return database;
    }

    TestDatabase filled(int version, Map<String, Long> rows, long seed) throws SQLException {
        connection.setAutoCommit(false);
        new KnowledgeBaseGenerator().fill(connection, "%03d".formatted(version), rows, seed);
        connection.commit();
        connection.setAutoCommit(true);
        return this;
    }

    void up(int version) throws SQLException, IOException {
        run("BEGIN;" + section(version, "UP") + "COMMIT");
    }

    void down(int version) throws SQLException, IOException {
        run("BEGIN;" + section(version, "DOWN") + "COMMIT");
    }

    void run(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        }
    }

    Connection connection() {
        return connection;
    }

    long number(String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    /** Rows as text, a column beside the other. */
    List<String> rows(String query) throws SQLException {
        var all = new ArrayList<String>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            int columns = rows.getMetaData().getColumnCount();
            while (rows.next()) {
                var row = new StringBuilder();
                for (int column = 1; column <= columns; column++) {
                    row.append(column == 1 ? "" : "|").append(rows.getString(column));
                }
                all.add(row.toString());
            }
        }
        return all;
    }

    List<String> tables() throws SQLException {
        return rows(
                "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite%' AND name NOT LIKE '\\_%' ESCAPE '\\' ORDER BY name");
    }

    /** All rows of all tables. */
    List<String> contents() throws SQLException {
        var contents = new ArrayList<String>();
        for (String table : tables()) {
            contents.addAll(rows("SELECT '" + table + "', * FROM " + table));
        }
        return contents;
    }

    List<String> schema() throws SQLException {
        return rows("SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY type, name");
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }

    static String section(int version, String name) throws IOException {
        String text = Files.readString(file(version));
        int up = text.indexOf("\n-- UP\n");
        int down = text.indexOf("\n-- DOWN\n");
        return name.equals("UP") ? text.substring(up, down) : text.substring(down);
    }

    static Path file(int version) throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.filter(
                            f ->
                                    Objects.requireNonNull(f.getFileName())
                                            .toString()
                                            .startsWith("%03d_".formatted(version)))
                    .findFirst()
                    .orElseThrow();
        }
    }
}
