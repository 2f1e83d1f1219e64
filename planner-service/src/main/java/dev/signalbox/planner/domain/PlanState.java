package dev.signalbox.planner.domain;

import dev.signalbox.events.Event;
import dev.signalbox.events.ExecutionEvent;
import java.util.Optional;

/** Where a plan stands, from its request to the end of its run. */
public enum PlanState {
    /** To be planned. */
    REQUESTED,
    REFUSED,
    /** Shown, and not to be run: a dry run, or nothing to do. */
    PROPOSED,
    AWAITING_APPROVAL,
    /** Signed, and the executor's to run. */
    RELEASED,
    RUNNING,
    COMPLETED,
    FAILED,
    NEEDS_OPERATOR,
    SUPERSEDED;

    /** Nothing follows by itself; who watches need not wait. */
    public boolean isAtRest() {
        return switch (this) {
            case REQUESTED, RELEASED, RUNNING -> false;
            case REFUSED,
                    PROPOSED,
                    AWAITING_APPROVAL,
                    COMPLETED,
                    FAILED,
                    NEEDS_OPERATOR,
                    SUPERSEDED ->
                    true;
        };
    }

    /** The state after a fact about the plan's run, where it changes one. */
    public static Optional<PlanState> after(Event fact) {
        return switch (fact) {
            case ExecutionEvent.RunQueued e -> Optional.of(RELEASED);
            case ExecutionEvent.RunRefused e -> Optional.of(REFUSED);
            case ExecutionEvent.RunStarted e -> Optional.of(RUNNING);
            case ExecutionEvent.RunCompleted e -> Optional.of(COMPLETED);
            case ExecutionEvent.RunFailed e ->
                    Optional.of(e.needsOperator() ? NEEDS_OPERATOR : FAILED);
            default -> Optional.empty();
        };
    }
}
