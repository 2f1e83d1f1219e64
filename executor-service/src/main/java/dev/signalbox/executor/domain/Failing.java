package dev.signalbox.executor.domain;

import dev.signalbox.events.ExecutionEvent.RollbackStarted;
import dev.signalbox.events.ExecutionEvent.RunFailed;
import dev.signalbox.events.ExecutionEvent.StepFailed;
import dev.signalbox.events.RollbackWay;
import dev.signalbox.events.plan.PlanDocument;
import dev.signalbox.events.plan.PlannedStep;
import dev.signalbox.executor.domain.Run.StepFailure;
import dev.signalbox.executor.domain.Run.Transition;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of a run whose step failed. The step's own transaction is undone already; what the
 * run had applied before follows, where the environment rolls back by itself: by DOWN sections if
 * every one of them is there, else by the snapshot if no application writes, else by a person.
 */
final class Failing {

    private Failing() {}

    static Transition of(Running running, PlanDocument plan, StepFailure failure) {
        var applied = running.progress().applied(plan);
        if (failure.needsOperator()) {
            return needsOperator(running, failure, Standing.sentence(running.progress()));
        }
        if (!plan.execution().autoRollback() || applied.isEmpty()) {
            return standing(running, failure);
        }
        if (applied.stream().allMatch(PlannedStep.ApplyScript::reversible)) {
            return rollback(running, failure, RollbackWay.DOWN_SCRIPTS, applied);
        }
        if (maySnapshot(plan, running.progress())) {
            return rollback(running, failure, RollbackWay.SNAPSHOT, applied);
        }
        return needsOperator(running, failure, noWayBack(running, applied));
    }

    static boolean maySnapshot(PlanDocument plan, Progress progress) {
        return progress.snapshotTaken() && plan.execution().writesStopped();
    }

    /** What was applied before stands. */
    static Transition standing(Running running, StepFailure failure) {
        return new Transition(
                new Failed(running.header(), running.progress(), failure.error()),
                List.of(
                        stepFailed(running, failure),
                        runFailed(
                                running,
                                failure,
                                false,
                                Standing.sentence(running.progress()),
                                RollbackWay.TRANSACTION)));
    }

    private static Transition rollback(
            Running running,
            StepFailure failure,
            RollbackWay way,
            List<PlannedStep.ApplyScript> applied) {
        var header = running.header();
        var rollback = new Rollback(way, failure.error(), applied.getLast().id().ordinal());
        var migrations =
                way == RollbackWay.SNAPSHOT
                        ? List.<String>of()
                        : applied.reversed().stream()
                                .map(PlannedStep.ApplyScript::migration)
                                .toList();
        return new Transition(
                new RollingBack(header, running.progress(), rollback),
                List.of(
                        stepFailed(running, failure),
                        new RollbackStarted(
                                header.plan(),
                                header.run(),
                                header.database(),
                                way,
                                failure.error(),
                                migrations)));
    }

    private static Transition needsOperator(Running running, StepFailure failure, String state) {
        return new Transition(
                new NeedsOperator(running.header(), running.progress(), failure.error(), null),
                List.of(
                        stepFailed(running, failure),
                        runFailed(running, failure, true, state, RollbackWay.TRANSACTION)));
    }

    private static String noWayBack(Running running, List<PlannedStep.ApplyScript> applied) {
        var missing =
                applied.stream()
                        .filter(s -> !s.reversible())
                        .map(PlannedStep.ApplyScript::migration)
                        .toList();
        return Standing.sentence(running.progress())
                + " It was not rolled back: "
                + String.join(", ", missing)
                + (missing.size() == 1 ? " has" : " have")
                + " no DOWN section, and "
                + (running.progress().snapshotTaken()
                        ? "the snapshot may only be restored where the environment declares"
                                + " writesStopped, since it would drop what applications wrote"
                                + " since."
                        : "no snapshot was taken.");
    }

    private static StepFailed stepFailed(Running running, StepFailure failure) {
        var header = running.header();
        return new StepFailed(
                header.plan(),
                header.run(),
                header.database(),
                running.progress().step(),
                failure.error(),
                failure.file(),
                failure.statement(),
                failure.line(),
                failure.column(),
                failure.code(),
                failure.hint());
    }

    private static RunFailed runFailed(
            Running running,
            StepFailure failure,
            boolean needsOperator,
            String state,
            @Nullable RollbackWay how) {
        var header = running.header();
        return new RunFailed(
                header.plan(),
                header.run(),
                header.database(),
                failure.error(),
                true,
                needsOperator,
                state,
                how,
                false);
    }
}
