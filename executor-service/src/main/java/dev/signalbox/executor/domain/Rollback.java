package dev.signalbox.executor.domain;

import dev.signalbox.events.RollbackWay;
import dev.signalbox.events.plan.PlanDocument;
import dev.signalbox.events.plan.PlannedStep;
import java.util.List;

/**
 * How far the undoing of a run is.
 *
 * @param error the failure that made it necessary
 * @param next the ordinal of the step to be undone next, counting down; 0 when all are
 */
public record Rollback(RollbackWay way, String error, int next) {

    /** What is still to be undone, in that order. */
    public List<PlannedStep.ApplyScript> remaining(PlanDocument plan) {
        return plan.steps().subList(0, next).stream()
                .filter(s -> s instanceof PlannedStep.ApplyScript)
                .map(s -> (PlannedStep.ApplyScript) s)
                .toList()
                .reversed();
    }

    Rollback behind(PlannedStep.ApplyScript undone) {
        return new Rollback(way, error, undone.id().ordinal() - 1);
    }
}
