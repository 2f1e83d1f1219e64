package dev.signalbox.planner.domain;

import dev.signalbox.database.AppliedMigration;
import dev.signalbox.database.ApplyOptions;
import dev.signalbox.database.ApplyOutcome;
import dev.signalbox.database.DatabaseAddress;
import dev.signalbox.database.LeaseOutcome;
import dev.signalbox.database.LeaseRequest;
import dev.signalbox.database.LeasedDatabase;
import dev.signalbox.database.MigrationToAdopt;
import dev.signalbox.database.MigrationToApply;
import dev.signalbox.database.Observation;
import dev.signalbox.database.Replayed;
import dev.signalbox.database.RowCount;
import dev.signalbox.database.RunContext;
import dev.signalbox.database.WaitPolicy;
import dev.signalbox.database.sqlite.SqliteDatabase;
import dev.signalbox.events.Actor;
import dev.signalbox.events.DatabaseId;
import dev.signalbox.events.Goal;
import dev.signalbox.events.PlanId;
import dev.signalbox.events.Request.Options;
import dev.signalbox.events.Request.RequestPlan;
import dev.signalbox.events.plan.PlannedStep;
import dev.signalbox.settings.EnvironmentPolicy;
import dev.signalbox.settings.HealthSettings;
import dev.signalbox.settings.OutOfOrder;
import dev.signalbox.sql.Checksum;
import dev.signalbox.sql.migration.LoadOutcome;
import dev.signalbox.sql.migration.Migration;
import dev.signalbox.sql.migration.MigrationFileReader;
import dev.signalbox.sql.migration.MigrationLoader;
import dev.signalbox.sql.migration.MigrationSet;
import dev.signalbox.sql.migration.ProjectForm;
import dev.signalbox.sql.migration.SourceFile;
import dev.signalbox.transfer.RuleFiles;
import dev.signalbox.transfer.RuleSet;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A project's folder with a real SQLite database, and plans made of the two. */
final class PlannedFolder {

    static final EnvironmentPolicy DEVELOPMENT =
            new EnvironmentPolicy(
                    true, false, false, true, Duration.ofMinutes(1), false, OutOfOrder.WARN);
    static final EnvironmentPolicy PRODUCTION =
            new EnvironmentPolicy(
                    false, false, true, false, Duration.ofMinutes(10), false, OutOfOrder.WARN);
    static final EnvironmentPolicy STAGING =
            new EnvironmentPolicy(
                    false, false, false, true, Duration.ofMinutes(5), false, OutOfOrder.WARN);

    private final Path folder;
    private final SqliteDatabase database;
    private Background background = Background.NONE;
    private @Nullable HealthSettings health;

    PlannedFolder(Path folder) {
        this.folder = folder;
        this.database = SqliteDatabase.at(DatabaseAddress.parse("jdbc:sqlite:kb.db", folder));
    }

    /** Three files, each with its DOWN, and all applied. */
    static PlannedFolder withThreeInForce(Path folder) {
        var project =
                new PlannedFolder(folder)
                        .file(
                                "001_users.sql",
                                "-- UP\nCREATE TABLE users (id INTEGER PRIMARY KEY);\n-- DOWN\nDROP TABLE users;\n")
                        .file(
                                "002_email.sql",
                                "-- UP\nALTER TABLE users ADD COLUMN email;\n-- DOWN\nALTER TABLE users DROP COLUMN email;\n")
                        .file(
                                "003_index.sql",
                                "-- UP\nCREATE INDEX user_email ON users (email);\n-- DOWN\nDROP INDEX user_email;\n");
        List.of("001_users", "002_email", "003_index").forEach(project::apply);
        return project;
    }

    static AsApplied asApplied(String name, String text) {
        var file = new SourceFile(name, text.getBytes(StandardCharsets.UTF_8));
        return new AsApplied(
                ProjectForm.SIGNALBOX,
                MigrationFileReader.readable(ProjectForm.SIGNALBOX, List.of(file)).getFirst());
    }

    PlannedFolder file(String name, String text) {
        try {
            var file = folder.resolve(name);
            Files.createDirectories(file.resolveSibling(""));
            Files.writeString(file, text);
            return this;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    void delete(String name) throws IOException {
        Files.delete(folder.resolve(name));
    }

    void sql(String sql) throws SQLException {
        try (var connection =
                        DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("kb.db"));
                var statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        }
    }

    MigrationSet migrations() {
        return loaded().migrations();
    }

    private LoadOutcome.Loaded loaded() {
        return switch (new MigrationLoader().readFolder(folder)) {
            case LoadOutcome.Loaded loaded -> loaded;
            case LoadOutcome.Refused refused ->
                    throw new IllegalStateException(refused.findings().toString());
        };
    }

    PlannedFolder health(HealthSettings asked) {
        health = asked;
        return this;
    }

    private ProjectFiles around() {
        return switch (new MigrationLoader().readFolder(folder)) {
            case LoadOutcome.Loaded loaded ->
                    new ProjectFiles(
                            loaded.hooks(),
                            loaded.checks(),
                            loaded.timings(),
                            rules(loaded),
                            health,
                            Duration.ofSeconds(7));
            case LoadOutcome.Refused refused ->
                    throw new IllegalStateException(refused.findings().toString());
        };
    }

    private static RuleSet rules(LoadOutcome.Loaded loaded) {
        return switch (RuleFiles.read(loaded)) {
            case RuleFiles.Outcome.Read read -> read.rules();
            case RuleFiles.Outcome.Refused refused ->
                    throw new IllegalStateException(refused.findings().toString());
        };
    }

    /** Applies a file as the executor would. */
    void apply(String stem) {
        var migration =
                migrations()
                        .resolve(stem)
                        .or(
                                () ->
                                        migrations().baselines().stream()
                                                .filter(one -> one.stem().equals(stem))
                                                .findFirst())
                        .orElseThrow();
        var session = acquire();
        var outcome = session.apply(toApply(migration), ApplyOptions.DEFAULT);
        if (!(outcome instanceof ApplyOutcome.Applied)) {
            throw new IllegalStateException(outcome.message());
        }
        session.release();
    }

    private LeasedDatabase acquire() {
        var request =
                new LeaseRequest(
                        "test",
                        "host",
                        1,
                        null,
                        0,
                        Duration.ofSeconds(30),
                        WaitPolicy.NONE,
                        true,
                        false);
        if (!(database.acquire(request) instanceof LeaseOutcome.Acquired acquired)) {
            throw new IllegalStateException("Nobody else holds it");
        }
        return acquired.session();
    }

    private static MigrationToApply toApply(Migration migration) {
        return new MigrationToApply(
                migration.stem(),
                migration.name(),
                migration.version().toString(),
                migration.normalised(),
                migration.raw(),
                migration.up().foreignKeys(),
                migration.up().statements(),
                null,
                migration.isReversible(),
                new RunContext(null, null, null, null, "test"));
    }

    Planned plan(String version) {
        return plan(version, Options.DEFAULT, DEVELOPMENT, true);
    }

    Planned plan(String version, Options options, EnvironmentPolicy policy, boolean authenticated) {
        return plan(new Goal.MigrateTo(version), options, policy, authenticated, "because");
    }

    /** As somebody whom a service knows, with a reason. */
    Planned plan(Goal goal, Options options, Background background) {
        this.background = background;
        return plan(goal, options, DEVELOPMENT, true, "because");
    }

    /** Where the environment wants it proven that an order does not matter. */
    Planned proving(String version, Options options) {
        var goal = new Goal.MigrateTo(version);
        var policy =
                new EnvironmentPolicy(
                        true, false, false, true, Duration.ofMinutes(1), false, OutOfOrder.PROVE);
        var request = new RequestPlan(new DatabaseId("kb"), null, goal, options, null);
        background = Background.NONE;
        try (var reader = database.openReader()) {
            var bare = situation(request, policy, true, Optional.of(reader.observe()), 0, Map.of());
            LateMigrations.toTry(bare, goal)
                    .ifPresent(
                            orders ->
                                    background =
                                            Background.NONE.with(
                                                    new LateMigrations.Tried(
                                                            replay(orders.asItGoes()),
                                                            replay(orders.byVersion()))));
        }
        return plan(goal, options, policy, true, null);
    }

    private Replayed replay(List<Migration> migrations) {
        return database.replay(
                migrations.stream().map(PlannedFolder::toApply).toList(),
                folder.resolve("scratch"));
    }

    /** With what the database itself and a scratch database say, as the planner asks them. */
    Planned adopt(Goal.Adopt goal, Options options) {
        var adoption = Adoption.NONE;
        if (Files.exists(folder.resolve("kb.db"))) {
            try (var reader = database.openReader()) {
                adoption = Adoption.of(reader.foreignHistories(), reader.everApplied());
                background = Background.NONE.with(adoption);
                var request = new RequestPlan(new DatabaseId("kb"), null, goal, options, null);
                var bare =
                        situation(
                                request,
                                DEVELOPMENT,
                                true,
                                Optional.of(reader.observe()),
                                0,
                                Map.of());
                adoption = adoption.withReplayed(replay(Adopting.toReplay(bare, goal)));
            }
        }
        background = Background.NONE.with(adoption);
        return plan(goal, options, DEVELOPMENT, true, null);
    }

    /** The way out, as the planner looks for it. */
    Leaving leave() {
        try (var reader = database.openReader()) {
            return new FlywayExport(
                            "kb",
                            migrations(),
                            reader.observe().ledger(),
                            reader.foreignHistories())
                    .leaving();
        }
    }

    /** Puts on record what the plan adopts, up to so many steps, as the executor would. */
    void carryOut(Planned planned, int steps) {
        var document = ((Planned.Proposed) planned).plan();
        var session = acquire();
        document.steps().stream()
                .limit(steps)
                .map(step -> (PlannedStep.Adopt) step)
                .forEach(step -> session.adopt(toAdopt(step)));
        session.release();
    }

    private static MigrationToAdopt toAdopt(PlannedStep.Adopt step) {
        var checksum = step.checksum();
        return new MigrationToAdopt(
                step.migration(),
                step.name(),
                step.version(),
                checksum == null
                        ? AppliedMigration.BASELINE
                        : new Checksum(checksum.algorithm(), checksum.hex()),
                null,
                step.from(),
                step.appliedAt(),
                step.duration(),
                step.appliedBy(),
                new RunContext(null, null, null, null, "test"));
    }

    Planned plan(
            Goal goal,
            Options options,
            EnvironmentPolicy policy,
            boolean authenticated,
            @Nullable String reason) {
        var request = new RequestPlan(new DatabaseId("kb"), null, goal, options, reason);
        if (!Files.exists(folder.resolve("kb.db"))) {
            return Planning.plan(
                    situation(request, policy, authenticated, Optional.empty(), 0, Map.of()));
        }
        try (var reader = database.openReader()) {
            var observed = Optional.of(reader.observe());
            var size = reader.sizeBytes();
            var bare = situation(request, policy, authenticated, observed, size, Map.of());
            var tables = new HashSet<>(Planning.tables(bare));
            var rows = reader.rowCounts(tables, Duration.ofSeconds(5));
            return Planning.plan(situation(request, policy, authenticated, observed, size, rows));
        }
    }

    private Situation situation(
            RequestPlan request,
            EnvironmentPolicy policy,
            boolean authenticated,
            Optional<Observation> observed,
            long size,
            Map<String, RowCount> rows) {
        return new Situation(
                PlanId.of("0197f000-0000-7000-8000-000000000001"),
                request,
                Actor.user("alice"),
                authenticated,
                Instant.parse("2026-05-01T12:00:00Z"),
                "sqlite",
                "development",
                policy,
                loaded().form(),
                loaded().migrations(),
                observed,
                size,
                rows,
                background,
                around());
    }

    static Options options(
            @Nullable Boolean dryRun,
            @Nullable Boolean skipBackup,
            @Nullable Boolean force,
            @Nullable String environment,
            @Nullable Boolean requireApproval) {
        return new Options(
                dryRun,
                skipBackup,
                force,
                null,
                environment,
                requireApproval,
                null,
                null,
                null,
                null,
                null,
                null);
    }
}
