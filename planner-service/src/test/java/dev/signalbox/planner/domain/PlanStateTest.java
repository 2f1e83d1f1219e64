package dev.signalbox.planner.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.events.DatabaseId;
import dev.signalbox.events.ExecutionEvent;
import dev.signalbox.events.PlanId;
import dev.signalbox.events.RollbackWay;
import dev.signalbox.events.RunId;
import dev.signalbox.events.StepId;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlanStateTest {

    private static final PlanId PLAN = PlanId.next();
    private static final RunId RUN = RunId.next();
    private static final DatabaseId KB = new DatabaseId("kb");
    private static final StepId STEP = new StepId(1);

    @Test
    void everyFactOfARunLeadsToItsState() {
        assertThat(PlanState.after(new ExecutionEvent.RunPaused(PLAN, RUN, KB, STEP, "why")))
                .contains(PlanState.PAUSED);
        assertThat(PlanState.after(new ExecutionEvent.RunResumed(PLAN, RUN, KB, STEP, true, null)))
                .contains(PlanState.RUNNING);
        assertThat(
                        PlanState.after(
                                new ExecutionEvent.RollbackStarted(
                                        PLAN, RUN, KB, RollbackWay.SNAPSHOT, "why", List.of())))
                .contains(PlanState.FAILING);
        assertThat(
                        PlanState.after(
                                new ExecutionEvent.RunCancelled(PLAN, RUN, KB, "as it was", null)))
                .contains(PlanState.CANCELLED);
        assertThat(failed(false, true)).isEqualTo(PlanState.ROLLED_BACK);
        assertThat(failed(true, false)).isEqualTo(PlanState.NEEDS_OPERATOR);
        assertThat(failed(false, false)).isEqualTo(PlanState.FAILED);
    }

    private static PlanState failed(boolean needsOperator, boolean rolledBack) {
        return PlanState.after(
                        new ExecutionEvent.RunFailed(
                                PLAN, RUN, KB, "e", true, needsOperator, "s", null, rolledBack))
                .orElseThrow();
    }

    @Test
    void whoWatchesWaitsWhileItIsPausedOrRolledBack() {
        assertThat(PlanState.PAUSED.isAtRest()).isFalse();
        assertThat(PlanState.FAILING.isAtRest()).isFalse();
        assertThat(PlanState.ROLLED_BACK.isAtRest()).isTrue();
        assertThat(PlanState.CANCELLED.isAtRest()).isTrue();
    }

    @Test
    void whatHasEndedHasNoWayOut() {
        for (var state : PlanState.values()) {
            if (state.isFinal()) {
                assertThat(state.waysOut()).as(state.name()).isEmpty();
            }
        }
        assertThat(PlanState.NEEDS_OPERATOR.waysOut()).contains("retry", "cancel", "restore");
    }
}
