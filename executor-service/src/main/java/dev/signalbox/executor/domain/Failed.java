package dev.signalbox.executor.domain;

import dev.signalbox.events.ExecutionEvent.RunCancelled;
import dev.signalbox.events.ExecutionEvent.RunResumed;
import dev.signalbox.events.StepId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The failing step was rolled back; earlier ones stand.
 *
 * @param progress absent when it never started
 */
public record Failed(Header header, @Nullable Progress progress, String error) implements Run {

    @Override
    public String state() {
        return "FAILED";
    }

    @Override
    public List<String> waysOut() {
        return List.of("retry", "cancel");
    }

    /** With the step that failed. */
    public Transition retry(@Nullable String reason) {
        return new Transition(again(header, progress), List.of(resumed(header, progress, reason)));
    }

    public Transition cancel(@Nullable String reason) {
        return cancelled(header, progress, reason);
    }

    static Run again(Header header, @Nullable Progress progress) {
        return progress == null ? new Queued(header) : new Running(header, progress.notAwaiting());
    }

    static RunResumed resumed(Header header, @Nullable Progress progress, @Nullable String reason) {
        return new RunResumed(
                header.plan(),
                header.run(),
                header.database(),
                progress == null ? new StepId(1) : progress.step(),
                true,
                reason);
    }

    static Transition cancelled(
            Header header, @Nullable Progress progress, @Nullable String reason) {
        var state =
                progress == null
                        ? "Nothing was started; the database is as it was."
                        : Standing.sentence(progress);
        return new Transition(
                new Cancelled(header),
                List.of(
                        new RunCancelled(
                                header.plan(), header.run(), header.database(), state, reason)));
    }
}
