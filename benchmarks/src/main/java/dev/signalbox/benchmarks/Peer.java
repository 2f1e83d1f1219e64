package dev.signalbox.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
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
        return run(
                FlywayOnce.class,
                folder.resolve(database + ".db").toString(),
                folder.resolve("sql").toString());
    }

    /** The time of a program of the peer's as a whole process. */
    Duration run(Class<?> program, String... arguments) throws IOException, InterruptedException {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-XX:+UseSerialGC");
        command.add("-XX:TieredStopAtLevel=1");
        command.add("--enable-native-access=ALL-UNNAMED");
        command.add("-cp");
        command.add(System.getProperty("java.class.path"));
        command.add(program.getName());
        command.addAll(List.of(arguments));
        return commands.run(Map.of(), command);
    }
}
