package dev.signalbox.executor.work;

import dev.signalbox.events.ExecutionEvent;
import dev.signalbox.executor.domain.Run;
import dev.signalbox.executor.domain.Run.StepFailure;
import dev.signalbox.executor.domain.StepResult;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How a step's turn ended. */
sealed interface StepEnd {

    /**
     * @param further of the steps right behind it, where they were done together with it
     * @param told beside the step's own end
     * @param warning for which the run pauses, unless it is to go on
     */
    record Done(
            StepResult result,
            List<StepResult> further,
            List<ExecutionEvent> told,
            @Nullable String warning)
            implements StepEnd {

        Done(StepResult result) {
            this(result, List.of(), List.of(), null);
        }

        Done(StepResult result, List<ExecutionEvent> told, @Nullable String warning) {
            this(result, List.of(), told, warning);
        }

        static Done together(List<StepResult> results) {
            return new Done(
                    results.getFirst(), results.subList(1, results.size()), List.of(), null);
        }
    }

    record Failed(StepFailure failure, List<ExecutionEvent> told) implements StepEnd {

        Failed(StepFailure failure) {
            this(failure, List.of());
        }
    }

    /** It waits for the backup service. */
    record Asks(Run.Transition transition) implements StepEnd {}

    /** It was cut short and left nothing behind, or goes on where it stands. */
    record CutShort() implements StepEnd {}
}
