package dev.signalbox.executor.domain;

import dev.signalbox.events.ExecutionEvent.RunResumed;
import dev.signalbox.events.StepId;
import dev.signalbox.events.plan.PlanDocument;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * It stands still before a step, and keeps its database's turn.
 *
 * @param progress absent when it was paused before it started
 */
public record Paused(Header header, @Nullable Progress progress) implements Run {

    @Override
    public String state() {
        return "PAUSED";
    }

    @Override
    public List<String> waysOut() {
        return List.of("resume", "cancel");
    }

    public Transition resume(@Nullable String reason) {
        var step = progress == null ? new StepId(1) : progress.step();
        return new Transition(
                going(),
                List.of(
                        new RunResumed(
                                header.plan(),
                                header.run(),
                                header.database(),
                                step,
                                false,
                                reason)));
    }

    public Transition cancel(@Nullable String reason) {
        return switch (going()) {
            case Running running -> running.cancel(reason);
            case Queued queued -> queued.cancel(reason);
            case Run other -> throw new IllegalStateException("Paused as " + other.state());
        };
    }

    /** What it waited for came meanwhile. Its last step may have been that; it then is complete. */
    public Transition completeStep(PlanDocument plan, StepResult result, Instant now) {
        var done = ((Running) going()).completeStep(plan, result, now);
        return done.next() instanceof Running running
                ? new Transition(new Paused(header, running.progress()), done.events())
                : done;
    }

    /** What it waited for cannot be had. */
    public Transition fail(PlanDocument plan, StepFailure failure) {
        return ((Running) going()).fail(plan, failure);
    }

    public Paused staged(String file) {
        return progress == null ? this : new Paused(header, progress.staged(file));
    }

    private Run going() {
        return progress == null ? new Queued(header) : new Running(header, progress);
    }
}
