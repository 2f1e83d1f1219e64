package dev.signalbox.system.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** A project's folder: settings, migrations and database files. Settings may grow while it runs. */
public final class Project {

    private static final String ENVIRONMENTS =
            """
            environments:
              test: { skipBackup: true, skipValidation: false, requireApproval: false, autoRollback: true, maxDuration: 10m }
              careful: { skipBackup: false, skipValidation: false, requireApproval: false, autoRollback: true, maxDuration: 10m }
              proving: { skipBackup: true, autoRollback: true, outOfOrder: prove, maxDuration: 10m }
              careless: { skipBackup: true, skipValidation: false, requireApproval: false, autoRollback: false, maxDuration: 10m }
            """;

    private final Path folder;
    private final Map<String, String> databases = new LinkedHashMap<>();

    public Project(Path folder) {
        try {
            this.folder = Files.createDirectories(folder).toRealPath();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Path folder() {
        return folder;
    }

    public Path file(String name) {
        return folder.resolve(name);
    }

    /** A database in the file {@code <id>.db}, migrated by the folder's scripts. */
    public Project database(String id, String migrations) {
        return database(id, "jdbc:sqlite:" + id + ".db", migrations, "test");
    }

    public Project database(String id, String url, String migrations, String environment) {
        return database(id, url, migrations, environment, Map.of());
    }

    public Project database(
            String id,
            String url,
            String migrations,
            String environment,
            Map<String, String> placeholders) {
        var settings =
                "  %s:%n    url: %s%n    migrations: %s%n    environment: %s%n"
                        .formatted(id, url, migrations, environment);
        var values = new StringBuilder(placeholders.isEmpty() ? "" : "    placeholders:\n");
        placeholders.forEach(
                (name, value) -> values.append("      %s: %s%n".formatted(name, value)));
        databases.put(id, settings + values);
        try {
            Files.createDirectories(folder.resolve(migrations));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        settings("databases:\n" + String.join("", databases.values()) + ENVIRONMENTS);
        return this;
    }

    /** Any text as settings, whole or not at all: a standalone may be reading. */
    public void settings(String text) {
        write("signalbox.yml.new", text);
        try {
            Files.move(
                    file("signalbox.yml.new"),
                    file("signalbox.yml"),
                    java.nio.file.StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * @param file such as {@code shop/001_users}
     * @param up the script
     */
    public Project migration(String file, String up) {
        return write(file + ".sql", "-- UP\n" + up + "\n");
    }

    public Project write(String file, String text) {
        return write(file, text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    public Project write(String file, byte[] bytes) {
        try {
            var path = folder.resolve(file);
            Files.createDirectories(path.getParent());
            Files.write(path, bytes);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Sqlite sqlite(String id) {
        return new Sqlite(file(id + ".db"));
    }
}
