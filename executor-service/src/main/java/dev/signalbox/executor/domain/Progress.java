package dev.signalbox.executor.domain;

import dev.signalbox.events.StepId;
import dev.signalbox.events.plan.PlanDocument;
import dev.signalbox.events.plan.PlannedStep;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How far a run is.
 *
 * @param step the one under way, or next to be tried again after a crash
 * @param awaiting it waits for the backup service
 * @param snapshotTaken a snapshot was taken in this run
 * @param rows changed by the steps before
 * @param version the last one reached in this run
 * @param staged where the copy lies that is to be restored, once it does
 */
public record Progress(
        Instant startedAt,
        StepId step,
        boolean awaiting,
        boolean snapshotTaken,
        long rows,
        @Nullable String version,
        @Nullable String staged) {

    static Progress begin(PlanDocument plan, Instant now) {
        return new Progress(now, plan.steps().getFirst().id(), false, false, 0L, null, null);
    }

    public PlannedStep planned(PlanDocument plan) {
        return plan.steps().get(step.ordinal() - 1);
    }

    boolean isAtLast(PlanDocument plan) {
        return step.ordinal() == plan.steps().size();
    }

    /** Behind the step under way, which is done. */
    Progress next(PlanDocument plan, StepResult result) {
        var done = planned(plan);
        return new Progress(
                startedAt,
                isAtLast(plan) ? step : new StepId(step.ordinal() + 1),
                false,
                snapshotTaken || done instanceof PlannedStep.Snapshot,
                rows + result.rows(),
                versionAfter(plan, done),
                null);
    }

    private @Nullable String versionAfter(PlanDocument plan, PlannedStep done) {
        return switch (done) {
            case PlannedStep.ApplyScript script -> script.version();
            case PlannedStep.MarkApplied mark -> mark.version();
            case PlannedStep.Adopt adopted -> adopted.version();
            case PlannedStep.RevertScript revert -> versionBelow(plan);
            case PlannedStep.Restore restore -> restore.version();
            case PlannedStep.Snapshot other -> version;
            case PlannedStep.Backfill other -> version;
            case PlannedStep.Check other -> version;
            case PlannedStep.HealthCheck other -> version;
            case PlannedStep.Hook other -> version;
            case PlannedStep.RepairHistory other -> version;
            case PlannedStep.NameVersion other -> version;
        };
    }

    /** The one that is undone next is in force until then. */
    private @Nullable String versionBelow(PlanDocument plan) {
        return plan.steps().subList(step.ordinal(), plan.steps().size()).stream()
                .filter(s -> s instanceof PlannedStep.RevertScript)
                .map(s -> ((PlannedStep.RevertScript) s).version())
                .findFirst()
                .orElse(plan.toVersion());
    }

    Progress awaitingBackup() {
        return new Progress(startedAt, step, true, snapshotTaken, rows, version, null);
    }

    Progress staged(String file) {
        return new Progress(startedAt, step, false, snapshotTaken, rows, version, file);
    }

    Progress notAwaiting() {
        return new Progress(startedAt, step, false, snapshotTaken, rows, version, null);
    }

    /** The migrations that this run has applied before the step under way, in their order. */
    public List<PlannedStep.ApplyScript> applied(PlanDocument plan) {
        return plan.steps().subList(0, step.ordinal() - 1).stream()
                .filter(s -> s instanceof PlannedStep.ApplyScript)
                .map(s -> (PlannedStep.ApplyScript) s)
                .toList();
    }
}
