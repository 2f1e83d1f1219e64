package dev.signalbox.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Many small migrations over fifty tables, as a product collects them: the first fifty make a table
 * each; of ten others, four bring a row or two along, three add a column, two make an index and one
 * changes rows.
 */
final class SmallMigrations {

    private static final int TABLES = 50;

    private SmallMigrations() {}

    /**
     * Writes the same statements three times: for Signalbox, under Flyway's names, and as one
     * script for the shell in which each is a transaction.
     */
    static void write(Path ours, Path peers, Path script, int count) throws IOException {
        Files.createDirectories(ours);
        Files.createDirectories(peers);
        try (var shell = Files.newBufferedWriter(script)) {
            for (var i = 1; i <= count; i++) {
                var sql = statement(i);
                Files.writeString(ours.resolve("%05d_change.sql".formatted(i)), "-- UP\n" + sql);
                Files.writeString(peers.resolve("V%05d__change.sql".formatted(i)), sql);
                shell.write("BEGIN;\n" + sql + "COMMIT;\n");
            }
        }
    }

    private static String statement(int i) {
        if (i <= TABLES) {
            return """
            CREATE TABLE stock_%d (
              id INTEGER PRIMARY KEY,
              name TEXT NOT NULL DEFAULT '',
              amount INTEGER NOT NULL DEFAULT 0 CHECK (amount >= 0)
            );
            """
                    .formatted(i);
        }
        // Spread over all tables, and the same in every run.
        var table = "stock_%d".formatted((i * 2_654_435_761L >>> 7) % TABLES + 1);
        return switch (i % 10) {
            case 0, 1, 2, 3 ->
                    "INSERT INTO %s (name, amount) VALUES ('first of %d', %d), ('second', 2);%n"
                            .formatted(table, i, i);
            case 4, 5, 6 -> "ALTER TABLE %s ADD COLUMN note_%d TEXT;%n".formatted(table, i);
            case 7, 8 -> "CREATE INDEX %s_by_%d ON %s (name, amount);%n".formatted(table, i, table);
            default ->
                    "UPDATE %s SET amount = amount + 1 WHERE name = 'second';%n".formatted(table);
        };
    }
}
