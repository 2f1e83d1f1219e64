package dev.signalbox.executor.store;

import dev.signalbox.events.Actor;
import dev.signalbox.events.EventId;
import dev.signalbox.events.EventType;
import dev.signalbox.events.PlanId;
import dev.signalbox.events.Request;
import dev.signalbox.events.Request.Steering;
import dev.signalbox.events.codec.Json;
import dev.signalbox.runtime.outbox.Cause;
import dev.signalbox.runtime.store.Row;
import dev.signalbox.runtime.store.Transaction;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/**
 * Steering that cannot be decided at once: because a worker is at the run, or because the plan is
 * not known yet. In the order in which it came.
 */
public final class WishStore {

    private final Clock clock;

    public WishStore(Clock clock) {
        this.clock = clock;
    }

    /**
     * @param cause of the events that will tell of it: who asked, by which request
     */
    public record Wish(Steering request, EventId event, Cause cause, long position) {}

    public void add(Transaction tx, Steering request, Cause cause) {
        tx.update(
                "INSERT INTO wish (plan, position, kind, request, event, actor_kind, actor_id,"
                        + " traceparent, received_at) VALUES (?, (SELECT coalesce(max(position), 0) +"
                        + " 1 FROM wish), ?, ?, ?, ?, ?, ?, ?)",
                request.plan(),
                kind(request),
                new String(Json.write(request), StandardCharsets.UTF_8),
                cause.causation(),
                cause.actor().kind().wire(),
                cause.actor().id(),
                cause.traceparent(),
                clock.instant());
    }

    private static String kind(Steering request) {
        return switch (request) {
            case Request.PauseRun r -> "PAUSE";
            case Request.ResumeRun r -> "RESUME";
            case Request.CancelRun r -> "CANCEL";
            case Request.RetryRun r -> "RETRY";
        };
    }

    public List<Wish> of(Transaction tx, PlanId plan) {
        return tx.query(
                "SELECT * FROM wish WHERE plan = ? ORDER BY position", WishStore::wish, plan);
    }

    /** Whether the step under way is to be cut short. */
    public boolean isCancelWanted(Transaction tx, PlanId plan) {
        return tx.first(
                        "SELECT 1 AS x FROM wish WHERE plan = ? AND kind = 'CANCEL'",
                        row -> row.integer("x"),
                        plan)
                .isPresent();
    }

    /** Those whose plan is still not known after so long. */
    public List<Wish> parkedFor(Transaction tx, Duration least) {
        return tx.query(
                "SELECT * FROM wish WHERE received_at < ? AND plan NOT IN (SELECT plan FROM run)"
                        + " ORDER BY position",
                WishStore::wish,
                clock.instant().minus(least));
    }

    public void remove(Transaction tx, Wish wish) {
        tx.update(
                "DELETE FROM wish WHERE plan = ? AND position = ?",
                wish.request().plan(),
                wish.position());
    }

    private static Wish wish(Row row) {
        var type =
                switch (row.text("kind")) {
                    case "PAUSE" -> EventType.PAUSE_RUN;
                    case "RESUME" -> EventType.RESUME_RUN;
                    case "CANCEL" -> EventType.CANCEL_RUN;
                    case "RETRY" -> EventType.RETRY_RUN;
                    default -> throw new IllegalStateException("A wish of " + row.text("kind"));
                };
        try {
            var request =
                    (Steering)
                            Json.read(
                                    row.text("request").getBytes(StandardCharsets.UTF_8),
                                    type.payload());
            var event = new EventId(row.text("event"));
            var actor = new Actor(Actor.Kind.of(row.text("actor_kind")), row.text("actor_id"));
            return new Wish(
                    request,
                    event,
                    new Cause(request.plan(), event, actor, row.textOrNull("traceparent")),
                    row.number("position"));
        } catch (IOException e) {
            throw new IllegalStateException("A request in the executor's store", e);
        }
    }
}
