package dev.signalbox.executor.store;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.signalbox.events.Actor;
import dev.signalbox.events.DatabaseId;
import dev.signalbox.events.EventId;
import dev.signalbox.events.Finding;
import dev.signalbox.events.Request.ReleaseLock;
import dev.signalbox.events.codec.Json;
import dev.signalbox.runtime.outbox.Cause;
import dev.signalbox.runtime.store.Row;
import dev.signalbox.runtime.store.Store;
import dev.signalbox.runtime.store.Transaction;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What became of requests, by their events' ids; and the locks that are to be taken. */
public final class RequestStore {

    private final Store store;
    private final Clock clock;

    public RequestStore(Store store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /**
     * A request as REST shows it.
     *
     * @param state PENDING, DONE or REFUSED
     * @param lock absent where none was taken
     */
    public record View(EventId event, String state, List<Finding> findings, @Nullable Lock lock) {}

    /**
     * A lock that was taken and freed.
     *
     * @param holder from whom; absent when nobody had it
     * @param epoch in force since
     */
    public record Lock(@Nullable String holder, long epoch) {}

    /** A lock that is to be taken. */
    public record Unlock(ReleaseLock request, EventId event, Cause cause) {}

    /** It is on its way; of one that has come to something already, nothing changes. */
    public void pending(Transaction tx, EventId event) {
        tx.update(
                "INSERT INTO request (event, state, findings, received_at) VALUES (?, 'PENDING',"
                        + " '[]', ?) ON CONFLICT DO NOTHING",
                event,
                clock.instant());
    }

    public void done(Transaction tx, EventId event) {
        put(tx, event, "DONE", List.of(), null, null);
    }

    public void refused(Transaction tx, EventId event, List<Finding> findings) {
        put(tx, event, "REFUSED", findings, null, null);
    }

    private void put(
            Transaction tx,
            EventId event,
            String state,
            List<Finding> findings,
            @Nullable String holder,
            @Nullable Long epoch) {
        tx.update(
                "INSERT INTO request (event, state, findings, holder, epoch, received_at) VALUES"
                        + " (?, ?, ?, ?, ?, ?) ON CONFLICT (event) DO UPDATE SET state ="
                        + " excluded.state, findings = excluded.findings, holder = excluded.holder,"
                        + " epoch = excluded.epoch",
                event,
                state,
                new String(Json.write(findings), StandardCharsets.UTF_8),
                holder,
                epoch,
                clock.instant());
    }

    public Optional<View> find(EventId event) {
        return store.read(
                tx -> tx.first("SELECT * FROM request WHERE event = ?", RequestStore::view, event));
    }

    public void addUnlock(Transaction tx, ReleaseLock request, Cause cause, EventId event) {
        pending(tx, event);
        tx.update(
                "INSERT INTO unlock (event, database_id, reason, actor_kind, actor_id, traceparent,"
                        + " received_at) VALUES (?, ?, ?, ?, ?, ?, ?)",
                event,
                request.database(),
                request.reason(),
                cause.actor().kind().wire(),
                cause.actor().id(),
                cause.traceparent(),
                clock.instant());
    }

    public Optional<Unlock> nextUnlock() {
        return store.read(
                tx ->
                        tx.first(
                                "SELECT * FROM unlock ORDER BY received_at, event LIMIT 1",
                                RequestStore::unlock));
    }

    /** Returns false when another worker was first. */
    public boolean endUnlock(Transaction tx, Unlock unlock) {
        return tx.update("DELETE FROM unlock WHERE event = ?", unlock.event()) == 1;
    }

    public void unlocked(Transaction tx, EventId event, @Nullable String holder, long epoch) {
        put(tx, event, "DONE", List.of(), holder, epoch);
    }

    private static Unlock unlock(Row row) {
        var event = new EventId(row.text("event"));
        return new Unlock(
                new ReleaseLock(new DatabaseId(row.text("database_id")), row.textOrNull("reason")),
                event,
                new Cause(
                        null,
                        event,
                        new Actor(Actor.Kind.of(row.text("actor_kind")), row.text("actor_id")),
                        row.textOrNull("traceparent")));
    }

    private static View view(Row row) {
        return new View(
                new EventId(row.text("event")),
                row.text("state"),
                findings(row.text("findings")),
                lock(row));
    }

    private static @Nullable Lock lock(Row row) {
        var epoch = row.numberOrNull("epoch");
        return epoch == null ? null : new Lock(row.textOrNull("holder"), epoch);
    }

    private static List<Finding> findings(String json) {
        try {
            return Json.mapper().readValue(json, new TypeReference<List<Finding>>() {});
        } catch (IOException e) {
            throw new IllegalStateException("Findings in the executor's store", e);
        }
    }
}
