package dev.signalbox.executor.work;

import dev.signalbox.database.MaintenanceOutcome;
import dev.signalbox.database.MaintenanceRequest;
import dev.signalbox.events.MaintenanceTask;
import dev.signalbox.events.plan.PlannedStep;
import dev.signalbox.executor.domain.Run.StepFailure;
import dev.signalbox.executor.domain.StepResult;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/** What keeps a database well. */
final class MaintainStep {

    private MaintainStep() {}

    static StepEnd maintain(Turn turn, PlannedStep.Maintain step)
            throws InterruptedException, DatabaseSession.HeldElsewhereException {
        var start = System.nanoTime();
        BooleanSupplier late = () -> System.nanoTime() - start > turn.remaining().toNanos();
        var request =
                new MaintenanceRequest(
                        work(step.task()),
                        Duration.ofDays(step.keepDays()),
                        step.savedData(),
                        turn.session().waitPolicy(),
                        () -> turn.cutShort().getAsBoolean() || late.getAsBoolean(),
                        turn.scripts().context());
        var outcome =
                turn.session()
                        .<MaintenanceOutcome>change(
                                held -> held.maintain(request),
                                o -> o instanceof MaintenanceOutcome.Lost);
        return switch (outcome) {
            case MaintenanceOutcome.Done done ->
                    new StepEnd.Done(
                            new StepResult(
                                    done.duration(), done.rows(), false, null, done.effects()));
            case MaintenanceOutcome.DoneBefore before -> new StepEnd.Done(StepResult.before());
            case MaintenanceOutcome.Refused not ->
                    new StepEnd.Failed(StepFailure.of(not.problem(), not.remedy()));
            case MaintenanceOutcome.Interrupted cut ->
                    late.getAsBoolean()
                            ? new StepEnd.Failed(
                                    Failures.timedOut(turn.plan().execution().timeout()))
                            : new StepEnd.CutShort();
            case MaintenanceOutcome.Lost lost -> new StepEnd.Failed(Failures.of(lost.overtaken()));
        };
    }

    private static MaintenanceRequest.Work work(MaintenanceTask task) {
        return switch (task) {
            case VACUUM -> MaintenanceRequest.Work.VACUUM;
            case ANALYZE -> MaintenanceRequest.Work.ANALYZE;
            case REINDEX -> MaintenanceRequest.Work.REINDEX;
            case CLEANUP -> MaintenanceRequest.Work.CLEANUP;
        };
    }
}
