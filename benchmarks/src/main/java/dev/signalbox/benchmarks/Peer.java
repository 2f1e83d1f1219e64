package dev.signalbox.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Flyway on SQLite files of its own with the same migration, each time as a whole process. */
final class Peer {

    private final Commands commands;
    private final Path folder;

    Peer(Commands commands, Project project) throws IOException {
        this.commands = commands;
        this.folder = Files.createDirectory(project.folder().resolve("peer"));
        var up = Files.readString(project.folder().resolve("migrations/001_entries.sql"));
        Files.createDirectory(folder.resolve("sql"));
        Files.writeString(
                folder.resolve("sql/V001__entries.sql"), up.substring(0, up.indexOf("-- DOWN")));
    }

    /** The time of one {@code migrate} of the database of that name, made when there is none. */
    Duration migrate(String database) throws IOException, InterruptedException {
        return commands.run(
                Map.of(),
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        FlywayOnce.class.getName(),
                        folder.resolve(database + ".db").toString(),
                        folder.resolve("sql").toString()));
    }
}
