package dev.signalbox.planner.domain;

import dev.signalbox.events.Estimate;
import dev.signalbox.events.Risk;
import dev.signalbox.events.StepId;
import dev.signalbox.events.plan.PlanDocument.BundledFile;
import dev.signalbox.events.plan.PlannedStep;
import dev.signalbox.events.plan.PlannedStep.ScriptChecksum;
import dev.signalbox.sql.Checksum;
import dev.signalbox.sql.migration.HookEvent;
import dev.signalbox.sql.migration.Migration;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** The steps by which migrations are applied, each with what a person wants to know of it. */
final class PlannedSteps {

    /** Bytes a second that are copied and verified, by order of magnitude. */
    private static final long COPIED_PER_SECOND = 200_000_000;

    private static final Duration SNAPSHOT_OVERHEAD = Duration.ofMillis(50);
    static final String LOCKS =
            "Nobody else can write to the file while the step runs; readers go on in WAL mode, and"
                    + " wait for the commit otherwise.";

    private final Situation situation;
    private final boolean snapshot;

    PlannedSteps(Situation situation, boolean snapshot) {
        this.situation = situation;
        this.snapshot = snapshot;
    }

    List<PlannedStep> of(List<Migration> pending) {
        if (pending.isEmpty()) {
            return List.of();
        }
        var around = new AroundSteps(situation);
        var steps = new ArrayList<PlannedStep>();
        if (snapshot) {
            steps.add(snapshotStep(situation));
        }
        add(steps, around.hooks(HookEvent.BEFORE_RUN, null));
        for (var migration : pending) {
            add(steps, around.hooks(HookEvent.BEFORE_EACH, migration));
            steps.add(script(migration, new StepId(steps.size() + 1)));
            add(
                    steps,
                    Backfills.steps(
                            situation, situation.project().rules().after(migration.stem())));
            add(steps, around.hooks(HookEvent.AFTER_EACH, migration));
            add(steps, around.checks(migration));
        }
        add(steps, around.checks(null));
        add(steps, around.health());
        add(steps, around.hooks(HookEvent.AFTER_RUN, null));
        return steps;
    }

    static void add(List<PlannedStep> steps, List<Function<StepId, PlannedStep>> more) {
        more.forEach(step -> steps.add(step.apply(new StepId(steps.size() + 1))));
    }

    static List<BundledFile> files(Migration migration) {
        return migration.files().stream()
                .map(file -> BundledFile.of(file.path(), file.bytes()))
                .toList();
    }

    /** The first step of a plan that keeps what is before it. */
    static PlannedStep snapshotStep(Situation situation) {
        var size = situation.sizeBytes();
        return new PlannedStep.Snapshot(
                new StepId(1),
                "Take a snapshot of %s (%,d KiB) beside its writers"
                        .formatted(situation.request().database(), (size + 1023) / 1024),
                new Estimate(
                        SNAPSHOT_OVERHEAD.plusMillis(size * 1000 / COPIED_PER_SECOND),
                        "the file's size at 200 MB/s"),
                Risk.LOW,
                "Nothing to undo.");
    }

    private PlannedStep script(Migration migration, StepId id) {
        var statements = migration.up().statements();
        var metadata = migration.metadata();
        var workload = Workload.of(statements, metadata.affectedTables(), situation.rows());
        var javaClass = migration.javaClass();
        var what = javaClass == null ? StatementSentence.of(statements) : "runs " + javaClass;
        var estimate =
                metadata.estimatedDuration() == null
                        ? workload.estimate()
                        : new Estimate(
                                metadata.estimatedDuration(),
                                "declared in " + migration.fileName());
        return new PlannedStep.ApplyScript(
                id,
                "Apply %s: %s".formatted(migration.stem(), what),
                migration.stem(),
                migration.version().toString(),
                migration.name(),
                metadata.description() == null ? metadata.title() : metadata.description(),
                metadata.author(),
                metadata.tags(),
                migration.source().path(),
                checksum(migration.normalised()),
                checksum(migration.raw()),
                statements.size(),
                workload.tables(),
                workload.rows(),
                migration.isReversible(),
                LOCKS,
                estimate,
                RiskAssessment.of(migration, situation.rows()),
                undo(migration),
                migration.javaClass());
    }

    private String undo(Migration migration) {
        var strategy = migration.metadata().rollbackStrategy();
        if (migration.reversibility() == Migration.Reversibility.KNOWN_WHEN_LOADED) {
            return "Its class may override down; that is known when it is loaded.";
        }
        if (migration.isReversible()) {
            return "Its DOWN section undoes it"
                    + (strategy == null ? "." : "; its author says: " + strategy);
        }
        return snapshot
                ? "It has no DOWN section; the snapshot of this plan is the way back."
                : "It has no DOWN section, and this plan takes no snapshot: there is no way back.";
    }

    static ScriptChecksum checksum(Checksum checksum) {
        return new ScriptChecksum(checksum.algorithm(), checksum.hex());
    }
}
