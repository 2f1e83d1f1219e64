package dev.signalbox.runtime.outbox;

import dev.signalbox.events.Actor;
import dev.signalbox.events.Envelope;
import dev.signalbox.events.EventId;
import dev.signalbox.events.PlanId;
import org.jspecify.annotations.Nullable;

/**
 * Why an event is written: the plan that it belongs to, the event that caused it, and who wanted
 * it.
 */
public record Cause(
        @Nullable PlanId correlation,
        @Nullable EventId causation,
        Actor actor,
        @Nullable String traceparent) {

    /** What follows from an event, for a plan. */
    public static Cause of(Envelope envelope, @Nullable PlanId plan) {
        return new Cause(plan, envelope.id(), envelope.actor(), envelope.traceparent());
    }
}
