package dev.signalbox.executor.work;

import dev.signalbox.database.DatabaseException;
import dev.signalbox.events.plan.PlannedStep;
import dev.signalbox.executor.domain.Run.StepFailure;
import dev.signalbox.executor.domain.Running;
import java.io.IOException;

/** A step of each kind, in its turn. Whatever goes wrong with it is how its turn ended. */
final class Steps {

    private Steps() {}

    static StepEnd take(Turn turn, Running running, TogetherSteps together)
            throws InterruptedException {
        var step = running.progress().planned(turn.plan());
        return guarded(
                () ->
                        switch (step) {
                            case PlannedStep.Snapshot s ->
                                    new StepEnd.Asks(running.askForSnapshot());
                            case PlannedStep.ApplyScript s -> together.apply(turn, s);
                            case PlannedStep.RevertScript s -> ScriptSteps.revert(turn, s);
                            case PlannedStep.Restore s -> restore(turn, running, s);
                            case PlannedStep.Backfill s -> BackfillSteps.run(turn, s);
                            case PlannedStep.Check s -> CheckSteps.check(turn, s);
                            case PlannedStep.Examine s -> ExamineSteps.examine(turn, s);
                            case PlannedStep.HealthCheck s -> CheckSteps.health(turn, s);
                            case PlannedStep.Hook s ->
                                    Hooks.run(turn, s, "step " + s.id().ordinal());
                            case PlannedStep.RepairHistory s -> LedgerSteps.repair(turn, s);
                            case PlannedStep.MarkApplied s -> LedgerSteps.mark(turn, s);
                            case PlannedStep.NameVersion s -> LedgerSteps.name(turn, s);
                            case PlannedStep.Adopt s -> LedgerSteps.adopt(turn, s);
                            case PlannedStep.Maintain s -> MaintainStep.maintain(turn, s);
                        });
    }

    private static StepEnd restore(Turn turn, Running running, PlannedStep.Restore step)
            throws IOException, InterruptedException, DatabaseSession.HeldElsewhereException {
        var staged = running.progress().staged();
        if (staged == null) {
            return new StepEnd.Asks(running.askForRestore(step));
        }
        var what = step.snapshot() == null ? step.file() : step.snapshot().toString();
        return RestoreStep.restore(turn, staged, step.fingerprint(), String.valueOf(what));
    }

    /** What a step does in its turn. */
    @FunctionalInterface
    interface Doing {
        StepEnd run()
                throws IOException, InterruptedException, DatabaseSession.HeldElsewhereException;
    }

    static StepEnd guarded(Doing doing) throws InterruptedException {
        try {
            return doing.run();
        } catch (DatabaseException e) {
            return new StepEnd.Failed(Failures.of(e));
        } catch (DatabaseSession.HeldElsewhereException e) {
            return new StepEnd.Failed(Failures.heldElsewhere(e));
        } catch (IOException e) {
            return new StepEnd.Failed(StepFailure.of(String.valueOf(e.getMessage()), null));
        }
    }
}
