package dev.signalbox.executor.domain;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a step came to.
 *
 * @param adopted the ledger had it already
 * @param fingerprint of the schema afterwards, where it is known
 * @param notes for an operator, a sentence each
 */
public record StepResult(
        Duration duration,
        long rows,
        boolean adopted,
        @Nullable String fingerprint,
        List<String> notes) {

    public StepResult {
        notes = List.copyOf(notes);
    }

    public static StepResult of(Duration duration) {
        return new StepResult(duration, 0, false, null, List.of());
    }

    /** It was done before a crash. */
    public static StepResult before() {
        return new StepResult(Duration.ZERO, 0, true, null, List.of());
    }
}
