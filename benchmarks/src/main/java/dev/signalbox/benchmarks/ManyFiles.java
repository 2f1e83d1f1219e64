package dev.signalbox.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A project of many files as one grows over years: of ten, four make a table with an index and a
 * foreign key, two add a column, one makes an index, one brings rows along, one changes rows, one
 * makes a view; each with its way back.
 */
final class ManyFiles {

    private static final int TABLES_OF_TEN = 4;

    private final int count;
    private int tables;

    private ManyFiles(int count) {
        this.count = count;
    }

    /**
     * Writes the same migrations twice: into {@code ours} with both sections, into {@code peers}
     * under Flyway's names, which has no way back.
     */
    static void write(Path ours, Path peers, int count) throws IOException {
        Files.createDirectories(ours);
        Files.createDirectories(peers);
        var files = new ManyFiles(count);
        for (var i = 1; i <= files.count; i++) {
            var script = files.script(i);
            Files.writeString(
                    ours.resolve("%04d_change.sql".formatted(i)),
                    "-- @metadata { \"author\": \"ann\", \"description\": \"change %d\" }%n%n-- UP%n%s%n-- DOWN%n%s"
                            .formatted(i, script.up(), script.down()));
            Files.writeString(peers.resolve("V%04d__change.sql".formatted(i)), script.up());
        }
    }

    private record Script(String up, String down) {}

    private Script script(int i) {
        var kind = (i - 1) % 10;
        if (kind < TABLES_OF_TEN) {
            return table(tables++);
        }
        // Spread over all tables, and the same in every run.
        var table = "orders_%d".formatted((i * 2_654_435_761L >>> 7) % tables);
        return switch (kind) {
            case 4, 5 ->
                    new Script(
                            "ALTER TABLE %s ADD COLUMN extra_%d TEXT DEFAULT '';%n"
                                    .formatted(table, i),
                            "ALTER TABLE %s DROP COLUMN extra_%d;%n".formatted(table, i));
            case 6 ->
                    new Script(
                            "CREATE INDEX idx_%s_note_%d ON %s (note, total);%n"
                                    .formatted(table, i, table),
                            "DROP INDEX idx_%s_note_%d;%n".formatted(table, i));
            case 7 ->
                    new Script(
                            ("INSERT INTO %s (id, note, total) VALUES%n  (%d, 'first', 10),%n"
                                            + "  (%d, 'second', 20),%n  (%d, 'third', 30);%n")
                                    .formatted(table, i * 10, i * 10 + 1, i * 10 + 2),
                            "DELETE FROM %s WHERE id BETWEEN %d AND %d;%n"
                                    .formatted(table, i * 10, i * 10 + 2));
            case 8 ->
                    new Script(
                            "UPDATE %s SET note = trim(note) WHERE note LIKE '%% ';%n"
                                    .formatted(table),
                            "SELECT 1;\n");
            default ->
                    new Script(
                            ("CREATE VIEW totals_%d AS%nSELECT note, sum(total) AS total FROM %s GROUP"
                                            + " BY note;%n")
                                    .formatted(i, table),
                            "DROP VIEW totals_%d;%n".formatted(i));
        };
    }

    private static Script table(int number) {
        var parent = number == 0 ? "orders_0" : "orders_%d".formatted(number - 1);
        return new Script(
                ("CREATE TABLE orders_%1$d (%n  id INTEGER PRIMARY KEY,%n"
                                + "  parent_id INTEGER REFERENCES %2$s (id) ON DELETE CASCADE,%n"
                                + "  note TEXT NOT NULL DEFAULT '',%n  total INTEGER NOT NULL CHECK (total >= 0),%n"
                                + "  created_at TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP%n);%n"
                                + "CREATE INDEX idx_orders_%1$d_parent_id ON orders_%1$d (parent_id);%n")
                        .formatted(number, parent),
                "DROP TABLE orders_%d;%n".formatted(number));
    }
}
