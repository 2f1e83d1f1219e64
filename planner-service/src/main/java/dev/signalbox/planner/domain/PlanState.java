package dev.signalbox.planner.domain;

import dev.signalbox.events.Event;
import dev.signalbox.events.ExecutionEvent;
import java.util.List;
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
    /** Stands still until it is resumed or cancelled. */
    PAUSED,
    /** What it had done is being undone. */
    FAILING,
    COMPLETED,
    FAILED,
    /** It failed, and nothing of it is in force. */
    ROLLED_BACK,
    NEEDS_OPERATOR,
    CANCELLED,
    SUPERSEDED;

    /** Nothing follows by itself; who watches need not wait. */
    public boolean isAtRest() {
        return switch (this) {
            case REQUESTED, RELEASED, RUNNING, PAUSED, FAILING -> false;
            case REFUSED,
                    PROPOSED,
                    AWAITING_APPROVAL,
                    COMPLETED,
                    FAILED,
                    ROLLED_BACK,
                    NEEDS_OPERATOR,
                    CANCELLED,
                    SUPERSEDED ->
                    true;
        };
    }

    /** What an operator may do about it, by the names of the commands. */
    public List<String> waysOut() {
        return switch (this) {
            case RELEASED, RUNNING -> List.of("pause", "cancel");
            case PAUSED -> List.of("resume", "cancel");
            case FAILED -> List.of("retry", "cancel");
            case NEEDS_OPERATOR -> List.of("retry", "cancel", "restore");
            case REQUESTED,
                    REFUSED,
                    PROPOSED,
                    AWAITING_APPROVAL,
                    FAILING,
                    COMPLETED,
                    ROLLED_BACK,
                    CANCELLED,
                    SUPERSEDED ->
                    List.of();
        };
    }

    /** Nothing that is told of its run can change it any more. */
    public boolean isFinal() {
        return switch (this) {
            case COMPLETED, ROLLED_BACK, CANCELLED, REFUSED, SUPERSEDED -> true;
            case REQUESTED,
                    PROPOSED,
                    AWAITING_APPROVAL,
                    RELEASED,
                    RUNNING,
                    PAUSED,
                    FAILING,
                    FAILED,
                    NEEDS_OPERATOR ->
                    false;
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
                    Optional.of(
                            e.needsOperator()
                                    ? NEEDS_OPERATOR
                                    : e.rolledBack() ? ROLLED_BACK : FAILED);
            case ExecutionEvent.RunPaused e -> Optional.of(PAUSED);
            case ExecutionEvent.RunResumed e -> Optional.of(RUNNING);
            case ExecutionEvent.RollbackStarted e -> Optional.of(FAILING);
            case ExecutionEvent.RunCancelled e -> Optional.of(CANCELLED);
            default -> Optional.empty();
        };
    }
}
