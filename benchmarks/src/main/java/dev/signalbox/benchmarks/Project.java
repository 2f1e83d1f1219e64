package dev.signalbox.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** A project in a temporary folder: databases that do not exist yet, all with one migration. */
record Project(Path folder, List<String> databases) implements AutoCloseable {

    private static final String MIGRATION =
            """
            -- UP
            CREATE TABLE entries (id INTEGER PRIMARY KEY, title TEXT NOT NULL, body TEXT);
            CREATE INDEX entries_by_title ON entries (title);
            -- DOWN
            DROP TABLE entries;
            """;

    static Project with(int databases) throws IOException {
        var folder = Files.createTempDirectory("signalbox-benchmark-");
        var ids = IntStream.rangeClosed(1, databases).mapToObj("db%03d"::formatted).toList();
        var settings = new StringBuilder("databases:\n");
        for (var id : ids) {
            settings.append("  %s:\n    url: jdbc:sqlite:data/%s.db\n".formatted(id, id));
            settings.append("    migrations: migrations\n    environment: development\n");
        }
        settings.append(Migrating.settings());
        settings.append(Evolving.settings());
        settings.append(
                "environments:\n  development: {}\n  patient: { skipBackup: true, maxDuration: 30m }\n");
        Files.writeString(folder.resolve("signalbox.yml"), settings);
        Files.createDirectory(folder.resolve("data"));
        Files.createDirectory(folder.resolve("migrations"));
        Files.writeString(folder.resolve("migrations/001_entries.sql"), MIGRATION);
        return new Project(folder, ids);
    }

    Path file(String database) {
        return folder.resolve("data").resolve(database + ".db");
    }

    @Override
    public void close() throws IOException {
        try (var paths = Files.walk(folder)) {
            for (var path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
