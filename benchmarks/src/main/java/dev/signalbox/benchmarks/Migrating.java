package dev.signalbox.benchmarks;

import dev.signalbox.events.EventType;
import dev.signalbox.events.Topic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;

/** A thousand small migrations, and ten thousand, beside Flyway and the shell of SQLite. */
final class Migrating {

    static final int FEW = 1_000;
    static final int MANY = 10_000;

    private static final int WARM_UP = 3;
    private static final int ROUNDS = 5;
    private static final int ROUNDS_OF_MANY = 2;
    private static final int FEW_BESIDE_MANY = 3;

    /** Databases of few migrations that {@link #measure} moves. */
    static final int DATABASES = WARM_UP + 2 * ROUNDS + ROUNDS_OF_MANY * FEW_BESIDE_MANY;

    private static final String OF_MANY = "many";
    private static final double OF_PEER = 0.5;
    private static final double GROWTH = 1.2;

    private final Path folder;
    private final Report report;
    private final Commands commands;
    private final Peer peer;
    private final Shell shell;
    private int databases;

    /**
     * @param project whose databases {@code few<n>} and {@code many<n>} have the migrations
     */
    Migrating(Project project, Report report, Commands commands, Peer peer) throws IOException {
        this.folder = project.folder();
        this.report = report;
        this.commands = commands;
        this.peer = peer;
        this.shell = new Shell(commands);
        for (var count : List.of(FEW, MANY)) {
            SmallMigrations.write(ours(count), peers(count), script(count), count);
        }
    }

    /** The settings' part: databases that do not exist yet. */
    static String settings() {
        var settings = new StringBuilder();
        for (var i = 1; i <= DATABASES; i++) {
            settings.append(database("few" + i, FEW));
        }
        for (var i = 1; i <= ROUNDS_OF_MANY; i++) {
            settings.append(database(OF_MANY + i, MANY));
        }
        return settings.toString();
    }

    private static String database(String id, int count) {
        return "  %s:\n    url: jdbc:sqlite:data/%s.db\n    migrations: small/%d/ours\n    environment: patient\n"
                .formatted(id, id, count);
    }

    void measure(Running running) throws IOException, InterruptedException, ExecutionException {
        warm(running);
        wholeCommands();
        tenThousand(running);
    }

    private void warm(Running running)
            throws IOException, InterruptedException, ExecutionException {
        var ours = new Samples();
        var theirs = new Samples();
        try (var operator = new KafkaOperator(running.kafka(), Topic.EXECUTION)) {
            for (var i = 0; i < WARM_UP + ROUNDS; i++) {
                var took = operator.until(EventType.RUN_COMPLETED, "few" + ++databases);
                var begun = System.nanoTime();
                FlywayOnce.main(data("warm" + i).toString(), peers(FEW).toString());
                var peerTook = Duration.ofNanos(System.nanoTime() - begun);
                if (i >= WARM_UP) {
                    ours.add(took);
                    theirs.add(peerTook);
                }
            }
        }
        report.add(Figure.of("Flyway: 1,000 small migrations, warm", theirs, "ms", null));
        report.add(
                Figure.within(
                        OF_PEER,
                        theirs,
                        "1,000 small migrations, warm, from request to completion",
                        ours,
                        "ms"));
    }

    private void wholeCommands() throws IOException, InterruptedException {
        var ours = new Samples();
        var theirs = new Samples();
        for (var i = 0; i < ROUNDS; i++) {
            ours.add(commands.signalbox("up", "few" + ++databases));
            theirs.add(
                    peer.run(
                            FlywayOnce.class, data("whole" + i).toString(), peers(FEW).toString()));
        }
        report.add(Figure.of("Flyway: 1,000 small migrations, its process", theirs, "ms", null));
        report.add(Figure.beside(theirs, "up: 1,000 small migrations", ours, "ms"));
    }

    /**
     * What the shell itself needs more for each, because the schema grows, is not held against us.
     * Both wait for the disk, whose pace changes: so the two sizes take turns.
     */
    private void tenThousand(Running running)
            throws IOException, InterruptedException, ExecutionException {
        var few = new Samples();
        var ours = new Samples();
        var shellFew = new Samples();
        var shellMany = new Samples();
        try (var operator = new KafkaOperator(running.kafka(), Topic.EXECUTION)) {
            for (var i = 1; i <= ROUNDS_OF_MANY; i++) {
                for (var j = 0; j < FEW_BESIDE_MANY; j++) {
                    shellFew.add(shell.run(data("shell-few"), script(FEW)));
                    few.add(operator.until(EventType.RUN_COMPLETED, "few" + ++databases));
                }
                shellMany.add(shell.run(data("shell-many" + i), script(MANY)));
                ours.add(operator.until(EventType.RUN_COMPLETED, OF_MANY + i));
            }
        }
        var times = MANY / FEW;
        var shellGrowth = shellMany.median() / times / shellFew.median();
        report.add(Figure.of("sqlite3: 1,000 small migrations", shellFew, "ms", null));
        report.add(Figure.of("sqlite3: 10,000 small migrations", shellMany, "ms", null));
        report.add(Figure.of("10,000 small migrations, warm", ours, "ms", null));
        report.add(
                new Figure(
                        "each of 10,000, over each of 1,000 and the shell's own growth",
                        ours.median() / times / few.median() / shellGrowth,
                        "times",
                        ours.count(),
                        GROWTH,
                        null));
    }

    private Path ours(int count) {
        return folder.resolve("small/%d/ours".formatted(count));
    }

    private Path peers(int count) {
        return folder.resolve("small/%d/peers".formatted(count));
    }

    private Path script(int count) {
        return folder.resolve("small/%d/script.sql".formatted(count));
    }

    private Path data(String name) {
        return folder.resolve("data").resolve(name + ".db");
    }

    /** The bare shell, which keeps no record of what it did. */
    private record Shell(Commands commands) {

        Duration run(Path database, Path script) throws IOException, InterruptedException {
            Files.deleteIfExists(database);
            return commands.run(
                    Map.of(), List.of("sqlite3", "-bail", database.toString(), ".read " + script));
        }
    }
}
