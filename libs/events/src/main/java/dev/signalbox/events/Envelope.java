package dev.signalbox.events;

import java.net.URI;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What CloudEvents calls context attributes, as we use them. {@code (source, id)} is the identity.
 *
 * @param source who wrote it: {@code /signalbox/planner}, {@code /ops/alice}
 * @param time by the writer's clock; absent when a client gave none
 * @param correlation the plan that it belongs to
 * @param causation the event that caused this one
 * @param sequence per source and plan, from 1, without gaps; none on ticks and requests
 * @param traceparent W3C trace context
 * @param signature of the service that took a request in and knows its actor
 */
public record Envelope(
        EventId id,
        URI source,
        @Nullable Instant time,
        @Nullable PlanId correlation,
        @Nullable EventId causation,
        @Nullable Long sequence,
        Actor actor,
        @Nullable String traceparent,
        @Nullable Signature signature) {

    public Envelope {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(actor, "actor");
    }

    public Identity identity() {
        return new Identity(source, id);
    }

    public Envelope signed(Signature by) {
        return new Envelope(
                id, source, time, correlation, causation, sequence, actor, traceparent, by);
    }

    /** The identity of an event: the same one is never acted on twice. */
    public record Identity(URI source, EventId id) {

        @Override
        public String toString() {
            return source + " " + id;
        }
    }
}
