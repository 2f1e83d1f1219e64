package dev.signalbox.planner.work;

import dev.signalbox.events.EventType;
import dev.signalbox.events.ExecutionEvent;
import dev.signalbox.events.PlanId;
import dev.signalbox.events.StepId;
import dev.signalbox.events.codec.Json;
import dev.signalbox.events.plan.PlanDocument;
import dev.signalbox.events.plan.PlannedStep;
import dev.signalbox.planner.store.PlanJournal;
import dev.signalbox.planner.store.PlanStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the runs of plans told of their times, from the planner's own journal. */
final class RunTimes {

    private final PlanStore plans;
    private final PlanJournal journal;

    RunTimes(PlanStore plans, PlanJournal journal) {
        this.plans = plans;
        this.journal = journal;
    }

    /** Another step of the same run. */
    public record Other(String sentence, Duration duration) {}

    /**
     * The run that a migration was a step of.
     *
     * @param estimateSource what the estimate was made from
     * @param snapshot how long it took; absent when none was taken
     * @param waited the longest wait of the run for somebody else
     * @param waitedFor who that was; absent when it did not wait
     * @param steps all of them that came to an end, with their times
     */
    public record OfRun(
            PlanId plan,
            Duration estimate,
            String estimateSource,
            @Nullable Duration snapshot,
            Duration waited,
            @Nullable String waitedFor,
            List<Other> steps) {

        public OfRun {
            steps = List.copyOf(steps);
        }
    }

    /**
     * Empty where this planner did not make the plan.
     *
     * @param plan as the ledger has it; null when it has none
     */
    Optional<OfRun> of(@Nullable String plan, String migration) {
        return known(plan).flatMap(this::document).flatMap(found -> of(found, migration));
    }

    private static Optional<PlanId> known(@Nullable String plan) {
        try {
            return plan == null ? Optional.empty() : Optional.of(PlanId.of(plan));
        } catch (IllegalArgumentException e) {
            // Whoever else wrote the ledger names plans otherwise.
            return Optional.empty();
        }
    }

    private Optional<PlanDocument> document(PlanId plan) {
        try {
            var bundle = plans.bundle(plan);
            return bundle.isEmpty() ? Optional.empty() : Optional.of(bundle.get().document());
        } catch (IOException e) {
            throw new IllegalStateException("The bundle of plan " + plan + " in the store", e);
        }
    }

    private Optional<OfRun> of(PlanDocument plan, String migration) {
        return plan.steps().stream()
                .filter(step -> migration.equals(migration(step)))
                .findFirst()
                .map(step -> of(plan, step));
    }

    private OfRun of(PlanDocument plan, PlannedStep step) {
        var steps = new ArrayList<Other>();
        Duration snapshot = null;
        var waited = Duration.ZERO;
        String waitedFor = null;
        for (var event : events(plan.plan())) {
            if (event instanceof ExecutionEvent.StepCompleted done) {
                var planned = planned(plan, done.step());
                steps.add(new Other(planned.sentence(), done.duration()));
                if (planned instanceof PlannedStep.Snapshot) {
                    snapshot = done.duration();
                }
            } else if (event instanceof ExecutionEvent.LockWaited wait
                    && wait.waited().compareTo(waited) > 0) {
                waited = wait.waited();
                waitedFor = wait.holder();
            }
        }
        return new OfRun(
                plan.plan(),
                step.estimate().duration(),
                step.estimate().source(),
                snapshot,
                waited,
                waitedFor,
                steps);
    }

    private static PlannedStep planned(PlanDocument plan, StepId id) {
        return plan.steps().get(id.ordinal() - 1);
    }

    private static @Nullable String migration(PlannedStep step) {
        return step instanceof PlannedStep.ApplyScript up
                ? up.migration()
                : step instanceof PlannedStep.RevertScript down ? down.migration() : null;
    }

    private List<ExecutionEvent> events(PlanId plan) {
        var events = new ArrayList<ExecutionEvent>();
        for (var entry : journal.after(plan, 0)) {
            EventType.of(entry.type())
                    .filter(type -> ExecutionEvent.class.isAssignableFrom(type.payload()))
                    .ifPresent(type -> events.add(event(type, entry.data())));
        }
        return events;
    }

    private static ExecutionEvent event(EventType type, String json) {
        try {
            return (ExecutionEvent)
                    Json.read(json.getBytes(StandardCharsets.UTF_8), type.payload());
        } catch (IOException e) {
            throw new IllegalStateException("An event in the planner's store", e);
        }
    }
}
