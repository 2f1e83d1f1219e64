package dev.signalbox.executor;

import dev.signalbox.database.DatabaseException;
import dev.signalbox.events.Actor;
import dev.signalbox.events.DatabaseId;
import dev.signalbox.events.Estimate;
import dev.signalbox.events.Goal;
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

/** A plan as the planner makes it, of scripts that are given here. */
public final class TestPlan {

    private static final Estimate QUICK = new Estimate(Duration.ofMillis(1), "a guess");

    private final PlanId id = PlanId.next();
    private final String database;
    private final List<PlannedStep> steps = new ArrayList<>();
    private final List<PlanDocument.BundledFile> files = new ArrayList<>();
    private Duration timeout = Duration.ofMinutes(1);
    private boolean force;

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
        var text = "-- UP\n" + up + "\n";
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
                        false,
                        "-",
                        QUICK,
                        Risk.LOW,
                        "-",
                        null));
        return this;
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
                PlanDocument.Execution.of(timeout, force),
                null,
                null,
                "a test",
                steps,
                Risk.LOW,
                QUICK,
                false,
                List.of(),
                files,
                List.of());
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
