package dev.signalbox.executor.domain;

import dev.signalbox.events.ExecutionEvent.RunCancelled;
import dev.signalbox.events.ExecutionEvent.RunFailed;
import dev.signalbox.events.ExecutionEvent.RunPaused;
import dev.signalbox.events.ExecutionEvent.RunStarted;
import dev.signalbox.events.StepId;
import dev.signalbox.events.plan.PlanDocument;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Waits for a worker and for the database's turn. */
public record Queued(Header header) implements Run {

    private static final String UNTOUCHED = "Nothing was started; the database is as it was.";

    @Override
    public String state() {
        return "QUEUED";
    }

    @Override
    public List<String> waysOut() {
        return List.of("pause", "cancel");
    }

    /** The first step begins with the run. */
    public Transition start(PlanDocument plan, String executor, Instant now) {
        if (plan.steps().isEmpty()) {
            throw new IllegalStateException("Plan " + header.plan() + " has no steps to run");
        }
        var started =
                new RunStarted(header.plan(), header.run(), header.database(), executor, false);
        var running = new Running(header, Progress.begin(plan, now));
        return new Transition(running, List.of(started, running.stepStarted(plan)));
    }

    public Transition fail(String error, boolean needsOperator) {
        var failed =
                new RunFailed(
                        header.plan(),
                        header.run(),
                        header.database(),
                        error,
                        true,
                        needsOperator,
                        UNTOUCHED,
                        null,
                        false);
        return new Transition(
                needsOperator
                        ? new NeedsOperator(header, null, error, null)
                        : new Failed(header, null, error),
                List.of(failed));
    }

    public Transition pause(String why) {
        return new Transition(
                new Paused(header, null),
                List.of(
                        new RunPaused(
                                header.plan(),
                                header.run(),
                                header.database(),
                                new StepId(1),
                                why)));
    }

    public Transition cancel(@Nullable String reason) {
        return new Transition(
                new Cancelled(header),
                List.of(
                        new RunCancelled(
                                header.plan(),
                                header.run(),
                                header.database(),
                                UNTOUCHED,
                                reason)));
    }
}
