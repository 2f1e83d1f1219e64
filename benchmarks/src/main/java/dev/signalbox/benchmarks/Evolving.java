package dev.signalbox.benchmarks;

import dev.signalbox.events.EventType;
import dev.signalbox.events.Topic;
import dev.signalbox.knowledgebase.KnowledgeBase;
import dev.signalbox.knowledgebase.KnowledgeBaseGenerator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;

/** The knowledge base with a million metrics, from its first version to its last. */
final class Evolving {

    private static final int ROUNDS = 3;
    private static final long METRICS = 1_000_000;
    private static final long ENTRIES = 10_000;
    private static final double OF_SHELL = 1.5;
    private static final String BASE = "evolve";

    /** One row written for each that is read. */
    private static final String SIMPLE_TABLE =
            """
            -- UP
            CREATE TABLE metric_hours (metric_id INTEGER PRIMARY KEY, hour TEXT NOT NULL);
            -- DOWN
            DROP TABLE metric_hours;
            """;

    private static final String SIMPLE_RULE =
            """
            id: metric-hours
            description: Note the hour of each metric
            after: 006_metric_hours
            source: usage_metrics
            batchSize: 50000
            select: SELECT id AS metric_id, strftime('%H', occurred_at) AS hour FROM batch
            into: metric_hours
            """;

    private static final String SCRIPTS =
            "SELECT sum(duration_ms) FROM _migration_history WHERE version BETWEEN '002' AND '005'";
    private static final String ROWS =
            "SELECT sum(rows_transformed + rows_skipped + rows_failed) FROM _migration_backfills";
    private static final String TIME =
            "SELECT sum(1000 * 86400 * (julianday(finished_at) - julianday(started_at)))"
                    + " FROM _migration_backfills";
    private static final String OF_RULES = " WHERE rows_expected > 0 AND rule_id <> 'metric-hours'";
    private static final String OF_SIMPLE = " WHERE rule_id = 'metric-hours'";

    private final Path folder;
    private final Report report;
    private final Commands commands;

    Evolving(Project project, Report report, Commands commands) throws IOException {
        this.folder = project.folder();
        this.report = report;
        this.commands = commands;
        KnowledgeBase.writeTo(folder.resolve(BASE));
    }

    /** The settings' part: databases that do not exist yet. */
    static String settings() {
        var settings = new StringBuilder();
        for (var i = 0; i < ROUNDS; i++) {
            settings.append(
                    "  %1$s%2$d:\n    url: jdbc:sqlite:data/%1$s%2$d.db\n    migrations: %1$s\n    environment: patient\n"
                            .formatted(BASE, i));
        }
        return settings.toString();
    }

    void measure(Running running)
            throws IOException, InterruptedException, ExecutionException, SQLException {
        commands.signalbox("up", BASE + 0, "001");
        fill();
        var script = shellScript();
        var shell = new Samples();
        for (var i = 0; i < ROUNDS; i++) {
            var copy = copied("evolve-shell");
            shell.add(
                    commands.run(
                            Map.of(),
                            List.of("sqlite3", "-bail", copy.toString(), ".read " + script)));
            Files.delete(copy);
        }
        for (var i = 1; i < ROUNDS; i++) {
            copied(BASE + i);
        }
        report.add(Figure.of("sqlite3: MVP1 to MVP5, 1,000,000 metrics", shell, "ms", null));
        var whole = new Samples();
        var scripts = new Samples();
        var rules = new Samples();
        try (var operator = new KafkaOperator(running.kafka(), Topic.EXECUTION)) {
            for (var i = 0; i < ROUNDS; i++) {
                whole.add(operator.until(EventType.RUN_COMPLETED, BASE + i));
                scripts.add(number(BASE + i, SCRIPTS));
                rules.add(perHundredThousand(BASE + i, OF_RULES));
            }
        }
        report.add(Figure.of("MVP1 to MVP5, from request to completion", whole, "ms", null));
        report.add(
                Figure.within(
                        OF_SHELL, shell, "its scripts, with checks and ledger", scripts, "ms"));
        report.add(
                Figure.of(
                        "its transformations, for 100,000 rows that they read", rules, "ms", null));
        simple(running);
    }

    /** How fast the engine is where the rule itself is cheap. */
    private void simple(Running running)
            throws IOException, ExecutionException, InterruptedException, SQLException {
        Files.writeString(folder.resolve(BASE).resolve("006_metric_hours.sql"), SIMPLE_TABLE);
        Files.writeString(
                folder.resolve(BASE).resolve("transformations/006-metric-hours.yml"), SIMPLE_RULE);
        var samples = new Samples();
        try (var operator = new KafkaOperator(running.kafka(), Topic.EXECUTION)) {
            for (var i = 0; i < ROUNDS; i++) {
                operator.until(EventType.RUN_COMPLETED, BASE + i);
                samples.add(perHundredThousand(BASE + i, OF_SIMPLE));
            }
        }
        report.add(
                Figure.of(
                        "a simple transformation of 1,000,000 rows, for 100,000",
                        samples,
                        "ms",
                        1_000.0));
    }

    private double perHundredThousand(String database, String which) throws SQLException {
        return number(database, TIME + which) / number(database, ROWS + which) * 100_000;
    }

    private void fill() throws SQLException {
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + data(BASE + 0))) {
            connection.setAutoCommit(false);
            new KnowledgeBaseGenerator()
                    .fill(
                            connection,
                            "001",
                            Map.of("kb_entries", ENTRIES, "usage_metrics", METRICS),
                            1);
            connection.commit();
        }
    }

    /** The ways forward alone, each in a transaction. */
    private Path shellScript() throws IOException {
        var script = new StringBuilder();
        try (var files = Files.list(folder.resolve(BASE))) {
            for (var file : files.filter(f -> f.toString().endsWith(".sql")).sorted().toList()) {
                if (!file.getFileName().toString().startsWith("001")) {
                    var text = Files.readString(file);
                    var up = text.substring(text.indexOf("-- UP"), text.indexOf("-- DOWN"));
                    script.append("BEGIN;\n").append(up).append("COMMIT;\n");
                }
            }
        }
        return Files.writeString(folder.resolve("evolve.sql"), script);
    }

    private Path copied(String name) throws IOException {
        return Files.copy(data(BASE + 0), data(name), StandardCopyOption.REPLACE_EXISTING);
    }

    private double number(String database, String sql) throws SQLException {
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + data(database));
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            return rows.getDouble(1);
        }
    }

    private Path data(String name) {
        return folder.resolve("data").resolve(name + ".db");
    }
}
