package dev.signalbox.cli.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.signalbox.knowledgebase.KnowledgeBaseGenerator;
import java.io.IOException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.sqlite.SQLiteConfig;

/** The sample as its application sees it: nobody else's word is taken for what is in it. */
final class SampleDatabase {

    private static final long SEED = 20_251_125;
    private static final int PATIENCE_MILLIS = 10_000;

    private final Path file;

    SampleDatabase(Path file) {
        this.file = file;
    }

    /** What an application of the first version has collected. */
    void fill(long entries) throws IOException {
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + file)) {
            connection.setAutoCommit(false);
            new KnowledgeBaseGenerator()
                    .fill(connection, "001", Map.of("kb_entries", entries), SEED);
            connection.commit();
        } catch (SQLException e) {
            throw new IOException("The sample cannot be filled: " + e.getMessage(), e);
        }
    }

    /** How many rows each of its tables has; those of full-text search and Signalbox' left out. */
    Map<String, Long> rows() throws IOException {
        var counts = new LinkedHashMap<String, Long>();
        for (var table : tables()) {
            counts.put(table, number("SELECT count(*) FROM \"" + table + '"'));
        }
        return counts;
    }

    List<String> tables() throws IOException {
        return texts(
                "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND name"
                        + " NOT LIKE 'sqlite\\_%' ESCAPE '\\' AND name NOT LIKE '\\_%' ESCAPE '\\'"
                        + " ORDER BY name");
    }

    /** A digest of each table's rows, whatever their order. */
    Map<String, String> digests(List<String> tables) throws IOException {
        var digests = new LinkedHashMap<String, String>();
        for (var table : tables) {
            var rows = reading("SELECT * FROM \"" + table + '"', SampleDatabase::row);
            Collections.sort(rows);
            digests.put(table, digest(rows));
        }
        return digests;
    }

    long number(String sql) throws IOException {
        return Long.parseLong(texts(sql).getFirst());
    }

    /** The first column of every row. */
    List<String> texts(String sql) throws IOException {
        return reading(sql, row -> String.valueOf(row.getString(1)));
    }

    private interface Reading {
        String of(ResultSet row) throws SQLException;
    }

    private List<String> reading(String sql, Reading reading) throws IOException {
        var texts = new ArrayList<String>();
        try (var connection = reader();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                texts.add(reading.of(rows));
            }
            return texts;
        } catch (SQLException e) {
            throw new IOException(sql + ": " + e.getMessage(), e);
        }
    }

    private Connection reader() throws SQLException {
        var config = new SQLiteConfig();
        config.setReadOnly(true);
        config.setBusyTimeout(PATIENCE_MILLIS);
        return config.createConnection("jdbc:sqlite:" + file);
    }

    private static String row(ResultSet row) throws SQLException {
        var text = new StringBuilder();
        for (var i = 1; i <= row.getMetaData().getColumnCount(); i++) {
            text.append(row.getString(i)).append('\u001f');
        }
        return text.toString();
    }

    private static String digest(List<String> rows) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            rows.forEach(row -> digest.update((row + '\n').getBytes(UTF_8)));
            return rows.size() + " rows, " + HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java runtime has SHA-256", e);
        }
    }
}
