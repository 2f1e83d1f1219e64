package dev.signalbox.executor;

import dev.signalbox.database.DatabaseException;
import dev.signalbox.events.Actor;
import dev.signalbox.events.DatabaseId;
import dev.signalbox.events.Estimate;
import dev.signalbox.events.Goal;
import dev.signalbox.events.MaintenanceTask;
import dev.signalbox.events.Moment;
import dev.signalbox.events.PlanId;
import dev.signalbox.events.Risk;
import dev.signalbox.events.StepId;
import dev.signalbox.events.codec.Json;
import dev.signalbox.events.plan.PlanDocument;
import dev.signalbox.events.plan.PlannedStep;
import dev.signalbox.sql.Checksum;
import dev.signalbox.sql.migration.FileOutcome;
import dev.signalbox.sql.migration.Migration;
import dev.signalbox.sql.migration.MigrationFileReader;
import dev.signalbox.sql.migration.SourceFile;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A plan as the planner makes it, of scripts that are given here. */
public final class TestPlan {

    private PlanDocument.@Nullable Form form;
    private static final Estimate QUICK = new Estimate(Duration.ofMillis(1), "a guess");

    private final PlanId id = PlanId.next();
    private final String database;
    private final List<PlannedStep> steps = new ArrayList<>();
    private final List<PlanDocument.BundledFile> files = new ArrayList<>();
    private final List<PlannedStep.Hook> reactions = new ArrayList<>();
    private final List<String> timings = new ArrayList<>();
    private Duration timeout = Duration.ofMinutes(1);
    private Duration pauseBetweenSteps = Duration.ZERO;
    private boolean force;
    private boolean autoRollback;
    private boolean writesStopped;
    private boolean continueOnWarning;
    private Estimate estimate = QUICK;

    public TestPlan(String database) {
        this.database = database;
    }

    public TestPlan snapshot() {
        steps.add(
                new PlannedStep.Snapshot(
                        new StepId(steps.size() + 1), "Take a snapshot", QUICK, Risk.LOW, "-"));
        return this;
    }

    public TestPlan script(String stem, String up) {
        return script(stem, up, 0);
    }

    /**
     * @param up the statements, from the file's second line on
     */
    public TestPlan script(String stem, String up, long expectedRows) {
        return migration(stem, "-- UP\n" + up + "\n", expectedRows);
    }

    /** A script with a way back. */
    public TestPlan script(String stem, String up, String down) {
        return migration(stem, "-- UP\n" + up + "\n-- DOWN\n" + down + "\n", 0);
    }

    /** How long scripts that follow are thought to take. */
    public TestPlan estimate(Duration each) {
        estimate = new Estimate(each, "a guess");
        return this;
    }

    private TestPlan migration(String stem, String text, long expectedRows) {
        var file = stem + ".sql";
        var migration = read(new SourceFile(file, text.getBytes(StandardCharsets.UTF_8)));
        files.add(
                new PlanDocument.BundledFile(
                        file, Json.sha256(text.getBytes(StandardCharsets.UTF_8)), text, null));
        steps.add(
                new PlannedStep.ApplyScript(
                        new StepId(steps.size() + 1),
                        "Apply " + stem,
                        stem,
                        migration.version().toString(),
                        migration.name(),
                        null,
                        null,
                        List.of(),
                        file,
                        checksum(migration.normalised()),
                        checksum(migration.raw()),
                        migration.up().statements().size(),
                        List.of(),
                        expectedRows,
                        migration.isReversible(),
                        "-",
                        estimate,
                        Risk.LOW,
                        "-",
                        null));
        return this;
    }

    /** A check whose queries must return no row. */
    public TestPlan check(String file, String queries, boolean warning) {
        add(file, queries);
        steps.add(
                new PlannedStep.Check(
                        next(), "Check " + file, file, null, warning, 1, QUICK, Risk.LOW, "-"));
        return this;
    }

    /** The database looked at before anything is changed. */
    public TestPlan examineBefore(long neededBytes) {
        return examine(
                Moment.BEFORE, new PlannedStep.NeededDisk(neededBytes, 0), List.of(), List.of());
    }

    /** The same, with a file of named queries, which are timed afterwards, too. */
    public TestPlan examineBefore(long neededBytes, String file, String queries) {
        add(file, queries);
        timings.add(file);
        return examineBefore(neededBytes);
    }

    public TestPlan examineAfter(List<String> tables, PlannedStep.MadeObject... made) {
        return examine(Moment.AFTER, null, tables, List.of(made));
    }

    private TestPlan examine(
            Moment moment,
            PlannedStep.@Nullable NeededDisk needed,
            List<String> tables,
            List<PlannedStep.MadeObject> made) {
        steps.add(
                new PlannedStep.Examine(
                        next(), "Examine", moment, false, false, needed, tables, made, List.of(),
                        timings, false, QUICK, Risk.LOW, "-"));
        return this;
    }

    public TestPlan maintain(MaintenanceTask task) {
        steps.add(
                new PlannedStep.Maintain(
                        next(), "Maintain", task, 90, false, "-", QUICK, Risk.LOW, "-"));
        return this;
    }

    /** The application is well when the command ends with 0. */
    public TestPlan health(String... command) {
        steps.add(
                new PlannedStep.HealthCheck(
                        next(),
                        "Ask the application",
                        null,
                        List.of(command),
                        Duration.ofSeconds(5),
                        2,
                        Duration.ofMillis(10),
                        QUICK,
                        Risk.LOW,
                        "-"));
        return this;
    }

    public TestPlan healthAt(String url) {
        steps.add(
                new PlannedStep.HealthCheck(
                        next(),
                        "Ask the application",
                        url,
                        List.of(),
                        Duration.ofSeconds(5),
                        2,
                        Duration.ofMillis(10),
                        QUICK,
                        Risk.LOW,
                        "-"));
        return this;
    }

    public TestPlan hook(String event, String file, String content) {
        return hook(event, file, content, Duration.ofSeconds(10));
    }

    public TestPlan hook(String event, String file, String content, Duration limit) {
        add(file, content);
        steps.add(hook(next(), event, file, limit));
        return this;
    }

    public TestPlan reaction(String event, String file, String content) {
        add(file, content);
        reactions.add(hook(new StepId(reactions.size() + 1), event, file, Duration.ofSeconds(10)));
        return this;
    }

    private static PlannedStep.Hook hook(StepId id, String event, String file, Duration limit) {
        return new PlannedStep.Hook(
                id,
                "Run " + file,
                event,
                file,
                !file.endsWith(".sql"),
                null,
                limit,
                QUICK,
                Risk.LOW,
                "-");
    }

    private StepId next() {
        return new StepId(steps.size() + 1);
    }

    private void add(String file, String content) {
        files.add(PlanDocument.BundledFile.of(file, content.getBytes(StandardCharsets.UTF_8)));
    }

    private static Migration read(SourceFile file) {
        return switch (MigrationFileReader.read(file)) {
            case FileOutcome.Read read -> read.migration();
            case FileOutcome.Refused refused ->
                    throw new IllegalArgumentException(refused.findings().toString());
        };
    }

    private static PlannedStep.ScriptChecksum checksum(Checksum checksum) {
        return new PlannedStep.ScriptChecksum(checksum.algorithm(), checksum.hex());
    }

    public TestPlan timeout(Duration limit) {
        timeout = limit;
        return this;
    }

    public TestPlan rollingBack() {
        autoRollback = true;
        return this;
    }

    public TestPlan whileNobodyWrites() {
        writesStopped = true;
        return this;
    }

    public TestPlan continuing() {
        continueOnWarning = true;
        return this;
    }

    public TestPlan resting(Duration between) {
        pauseBetweenSteps = between;
        return this;
    }

    public TestPlan forced() {
        force = true;
        return this;
    }

    /** For the database as it is now. */
    public PlanDocument made(TestExecutor executor) {
        return new PlanDocument(
                id,
                new DatabaseId(database),
                "sqlite",
                "development",
                Goal.latest(),
                null,
                Actor.user("alice"),
                Instant.EPOCH,
                start(executor),
                new PlanDocument.Execution(
                        timeout,
                        force,
                        pauseBetweenSteps,
                        continueOnWarning,
                        autoRollback,
                        writesStopped),
                null,
                null,
                "a test",
                steps,
                Risk.LOW,
                QUICK,
                false,
                List.of(),
                files,
                reactions,
                form);
    }

    /** Files in a format other than Signalbox' own. */
    public TestPlan form(String format, Map<String, String> placeholders) {
        form = new PlanDocument.Form(format, placeholders);
        return this;
    }

    private PlanDocument.Start start(TestExecutor executor) {
        try (var reader = executor.database(database).openReader()) {
            var observed = reader.observe();
            return new PlanDocument.Start(
                    observed.schema().fingerprint().toString(),
                    observed.ledger().applied().stream().map(m -> m.migrationId()).toList());
        } catch (DatabaseException e) {
            if (e.reason() != DatabaseException.Reason.NO_SUCH_DATABASE) {
                throw e;
            }
            return new PlanDocument.Start("absent", List.of());
        }
    }
}
