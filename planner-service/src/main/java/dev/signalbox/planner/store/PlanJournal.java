package dev.signalbox.planner.store;

import dev.signalbox.events.Envelope;
import dev.signalbox.events.Event;
import dev.signalbox.events.EventType;
import dev.signalbox.events.PlanId;
import dev.signalbox.events.codec.Json;
import dev.signalbox.runtime.store.Row;
import dev.signalbox.runtime.store.Store;
import dev.signalbox.runtime.store.Transaction;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What is known of each plan, in the order in which it became known; and who wants to be told of
 * more. Ticks are told and not kept.
 */
public final class PlanJournal {

    private final Store store;
    private final Map<PlanId, List<Watcher>> watchers = new ConcurrentHashMap<>();

    public PlanJournal(Store store) {
        this.store = store;
    }

    /**
     * @param position orders the entries of all plans; 0 for a tick
     * @param data the event's, as JSON
     */
    public record Entry(
            long position,
            String type,
            @Nullable Instant time,
            String source,
            @Nullable Long sequence,
            String data) {}

    /** Told that there is more to read, and of every tick. */
    public interface Watcher {

        void more();

        void tick(Entry tick);
    }

    public void add(Transaction tx, PlanId plan, Envelope envelope, Event event) {
        tx.update(
                "INSERT INTO plan_event (plan, type, time, source, sequence, data)"
                        + " VALUES (?, ?, ?, ?, ?, ?)",
                plan,
                EventType.of(event).wireName(),
                envelope.time(),
                envelope.source(),
                envelope.sequence(),
                json(event));
        tx.afterCommit(() -> tell(plan, Watcher::more));
    }

    public void tick(PlanId plan, Envelope envelope, Event event) {
        var entry =
                new Entry(
                        0,
                        EventType.of(event).wireName(),
                        envelope.time(),
                        envelope.source().toString(),
                        null,
                        json(event));
        tell(plan, watcher -> watcher.tick(entry));
    }

    public List<Entry> after(PlanId plan, long position) {
        return store.read(
                tx ->
                        tx.query(
                                "SELECT position, type, time, source, sequence, data FROM"
                                        + " plan_event WHERE plan = ? AND position > ? ORDER BY"
                                        + " position",
                                PlanJournal::entry,
                                plan,
                                position));
    }

    public void watch(PlanId plan, Watcher watcher) {
        watchers.computeIfAbsent(plan, p -> new CopyOnWriteArrayList<>()).add(watcher);
    }

    public void leave(PlanId plan, Watcher watcher) {
        watchers.computeIfPresent(
                plan,
                (p, all) -> {
                    all.remove(watcher);
                    return all.isEmpty() ? null : all;
                });
    }

    private void tell(PlanId plan, Consumer<Watcher> message) {
        watchers.getOrDefault(plan, List.of()).forEach(message);
    }

    private static String json(Event event) {
        return new String(Json.write(event), StandardCharsets.UTF_8);
    }

    private static Entry entry(Row row) {
        return new Entry(
                row.number("position"),
                row.text("type"),
                row.instantOrNull("time"),
                row.text("source"),
                row.numberOrNull("sequence"),
                row.text("data"));
    }
}
