package dev.signalbox.rehearsal.benchmark;

import dev.signalbox.database.DatabaseAddress.SqliteFile;
import dev.signalbox.rehearsal.database.Alarm;
import dev.signalbox.rehearsal.database.MoveFailedException;
import dev.signalbox.rehearsal.database.OpenConnection;
import dev.signalbox.rehearsal.database.Project;
import dev.signalbox.rehearsal.database.RehearsedDatabase;
import dev.signalbox.rehearsal.database.Route;
import dev.signalbox.rehearsal.database.ThrowAwayFolder;
import dev.signalbox.rehearsal.fill.SchemaFiller;
import dev.signalbox.rehearsal.scenario.Generators;
import dev.signalbox.rehearsal.scenario.TestClasses;
import dev.signalbox.sql.migration.Migration;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Measures a way up on a database that is made, filled once, copied for each repetition, and thrown
 * away.
 */
public final class Benchmark {

    private static final Duration NO_LIMIT = Duration.ofDays(1);

    private final Project project;
    private final BenchmarkRequest request;
    private final Path parent;
    private final Listener listener;
    private final Alarm alarm = new Alarm(NO_LIMIT);

    /**
     * @param parent where the database's folder may lie
     */
    public Benchmark(Project project, BenchmarkRequest request, Path parent, Listener listener) {
        this.project = project;
        this.request = request;
        this.parent = parent;
        this.listener = listener;
    }

    /** Told how it goes. */
    public interface Listener {

        /** Rows are made. */
        void fills(@Nullable String version);

        /** A repetition begins, the first being 1. */
        void repeats(int number);

        /** A migration or a rule begins. */
        void runs(String name);
    }

    /**
     * @throws MoveFailedException when a migration or a rule fails, or a version is unknown
     * @throws IllegalArgumentException when rows cannot be made, saying which and why
     * @throws Exception when the project's own classes fail
     */
    public BenchmarkResult run() throws Exception {
        var from = from();
        try (var folder = ThrowAwayFolder.in(parent)) {
            var filled = folder.path().resolve("filled.db");
            var notes = new ArrayList<String>();
            var start = System.nanoTime();
            var rows = fill(filled, from, notes);
            var filling = Duration.ofNanos(System.nanoTime() - start);
            var copy = folder.path().resolve("measured.db");
            var measuring = new Measuring();
            var to = from;
            for (var number = 1; number <= request.repeat(); number++) {
                listener.repeats(number);
                Files.copy(filled, copy, StandardCopyOption.REPLACE_EXISTING);
                try (var database = RehearsedDatabase.in(project, copy, alarm)) {
                    measuring.run(database, pending(database), listener);
                    to = database.version().orElse(null);
                }
            }
            notes.addAll(measuring.notes());
            project.hooksNotRun().ifPresent(notes::add);
            return new BenchmarkResult(
                    project.database(),
                    from,
                    String.valueOf(to),
                    rows,
                    request.generator(),
                    request.seed(),
                    Machine.here(),
                    Instant.now(),
                    filling,
                    measuring.measured(),
                    notes);
        }
    }

    private List<Migration> pending(RehearsedDatabase database) throws MoveFailedException {
        var pending = database.pending(request.to());
        if (pending.isEmpty()) {
            throw new MoveFailedException(
                    "nothing lies between version "
                            + database.version().orElse("0")
                            + " and "
                            + request.to()
                            + "; give a lower version to begin with, or 0 for an empty database");
        }
        return pending;
    }

    /** Null for an empty database. */
    private @Nullable String from() throws MoveFailedException {
        var given = request.from();
        if (given != null) {
            return Route.NOTHING.contains(given) ? null : known(given).version().toString();
        }
        var target = known(request.to());
        return project.migrations().inOrder().stream()
                .filter(migration -> !migration.isRepeatable())
                .map(Migration::version)
                .filter(version -> version.compareTo(target.version()) < 0)
                .max(Comparable::compareTo)
                .map(Object::toString)
                .orElse(null);
    }

    private Migration known(String target) throws MoveFailedException {
        var unknown = Route.unknown(project.migrations(), target);
        return project.migrations()
                .resolve(target)
                .orElseThrow(
                        () ->
                                new MoveFailedException(
                                        unknown.map(Route.Unknown::toString)
                                                .orElse("there are no migrations to measure")));
    }

    private Map<String, Long> fill(Path file, @Nullable String from, List<String> notes)
            throws Exception {
        listener.fills(from);
        try (var database = RehearsedDatabase.in(project, file, alarm)) {
            if (from != null) {
                database.up(from);
            }
        }
        try (var connection =
                        OpenConnection.to(new SqliteFile(file, project.foreignKeys()), alarm);
                var classes = TestClasses.of(project)) {
            execute(connection, "PRAGMA synchronous=OFF");
            var wanted = wanted(SchemaFiller.tables(connection));
            if (request.generator() != null || !wanted.isEmpty()) {
                notes.addAll(
                        Generators.of(classes)
                                .fill(
                                        connection,
                                        request.generator(),
                                        from,
                                        wanted,
                                        request.seed()));
            }
            return counted(connection);
        }
    }

    /** A table that is named has its own number, and not that of every table besides. */
    private Map<String, Long> wanted(List<String> tables) {
        var each = request.each();
        if (each == null) {
            return request.rows();
        }
        Map<String, Long> wanted = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        tables.forEach(table -> wanted.put(table, each));
        wanted.putAll(request.rows());
        return wanted;
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static Map<String, Long> counted(Connection connection) throws SQLException {
        var rows = new LinkedHashMap<String, Long>();
        for (var table : SchemaFiller.tables(connection)) {
            try (var statement = connection.createStatement();
                    var count =
                            statement.executeQuery(
                                    "SELECT count(*) FROM \""
                                            + table.replace("\"", "\"\"")
                                            + '"')) {
                rows.put(table, count.getLong(1));
            }
        }
        return rows;
    }
}
