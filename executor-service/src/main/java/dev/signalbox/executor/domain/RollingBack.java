package dev.signalbox.executor.domain;

import dev.signalbox.events.ExecutionEvent.MigrationReverted;
import dev.signalbox.events.ExecutionEvent.RestoreNeeded;
import dev.signalbox.events.ExecutionEvent.RollbackCompleted;
import dev.signalbox.events.ExecutionEvent.RollbackStarted;
import dev.signalbox.events.ExecutionEvent.RunFailed;
import dev.signalbox.events.Manifest;
import dev.signalbox.events.RollbackWay;
import dev.signalbox.events.plan.PlanDocument;
import dev.signalbox.events.plan.PlannedStep;
import java.util.List;

/** What the run had done is being undone; steering waits until it is. */
public record RollingBack(Header header, Progress progress, Rollback rollback) implements Run {

    @Override
    public String state() {
        return "FAILING";
    }

    @Override
    public List<String> waysOut() {
        return List.of();
    }

    /** One migration is undone; it was the first of the remaining ones. */
    public Transition reverted(PlannedStep.ApplyScript script, StepResult result) {
        return new Transition(
                new RollingBack(header, progress, rollback.behind(script)),
                List.of(
                        new MigrationReverted(
                                header.plan(),
                                header.run(),
                                header.database(),
                                script.migration(),
                                result.duration(),
                                result.rows(),
                                result.adopted(),
                                result.notes())));
    }

    public Transition askForSnapshot(Manifest manifest) {
        return new Transition(
                new RollingBack(header, progress.awaitingBackup(), rollback),
                List.of(
                        new RestoreNeeded(
                                header.plan(),
                                header.run(),
                                header.database(),
                                progress.step(),
                                manifest.snapshot(),
                                null,
                                manifest.sha256())));
    }

    public RollingBack staged(String file) {
        return new RollingBack(header, progress.staged(file), rollback);
    }

    /**
     * Nothing of the plan is in force any more.
     *
     * @param proof what was compared with before
     */
    public Transition complete(PlanDocument plan, List<String> proof) {
        var migrations =
                rollback.way() == RollbackWay.SNAPSHOT
                        ? List.<String>of()
                        : progress.applied(plan).reversed().stream()
                                .map(PlannedStep.ApplyScript::migration)
                                .toList();
        return new Transition(
                new RolledBack(header),
                List.of(
                        new RollbackCompleted(
                                header.plan(),
                                header.run(),
                                header.database(),
                                rollback.way(),
                                migrations,
                                proof),
                        new RunFailed(
                                header.plan(),
                                header.run(),
                                header.database(),
                                rollback.error(),
                                true,
                                false,
                                rollback.way() == RollbackWay.SNAPSHOT
                                        ? "The snapshot of before the run is back."
                                        : "What the run had applied is undone by its DOWN sections.",
                                rollback.way(),
                                true)));
    }

    /** A DOWN section fails: the snapshot, where it may be restored, or an operator. */
    public Transition failOver(PlanDocument plan, String why) {
        if (rollback.way() == RollbackWay.DOWN_SCRIPTS && Failing.maySnapshot(plan, progress)) {
            return new Transition(
                    new RollingBack(
                            header,
                            progress.notAwaiting(),
                            new Rollback(RollbackWay.SNAPSHOT, rollback.error(), rollback.next())),
                    List.of(
                            new RollbackStarted(
                                    header.plan(),
                                    header.run(),
                                    header.database(),
                                    RollbackWay.SNAPSHOT,
                                    why,
                                    List.of())));
        }
        var error = rollback.error() + " And the rollback cannot go on: " + why;
        return new Transition(
                new NeedsOperator(header, progress.notAwaiting(), error, rollback),
                List.of(
                        new RunFailed(
                                header.plan(),
                                header.run(),
                                header.database(),
                                error,
                                false,
                                true,
                                standing(plan),
                                null,
                                false)));
    }

    private String standing(PlanDocument plan) {
        var remaining = rollback.remaining(plan);
        return remaining.isEmpty()
                ? "Nothing of the plan is in force, but that could not be confirmed."
                : "In force of this plan, still: "
                        + String.join(
                                ", ",
                                remaining.reversed().stream()
                                        .map(PlannedStep.ApplyScript::migration)
                                        .toList())
                        + ".";
    }
}
