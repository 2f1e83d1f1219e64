package dev.signalbox.runtime.outbox;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.signalbox.events.codec.Json;
import dev.signalbox.events.codec.KafkaEvent;
import dev.signalbox.runtime.store.Row;
import dev.signalbox.runtime.store.Store;
import dev.signalbox.runtime.work.WakeableLoop;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jboss.logging.Logger;

/**
 * Sends what the outbox holds, in its order, and without waiting for one record before the next:
 * the publisher lets none of a key through after one that failed. A row goes when its own record is
 * acknowledged. A crash between the two sends records twice, which readers recognise by their
 * identity.
 */
public final class OutboxRelay implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(OutboxRelay.class);
    private static final int WINDOW = 256;
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);

    private final Store store;
    private final Publisher publisher;
    private final WakeableLoop loop;

    public OutboxRelay(String service, Store store, Publisher publisher) {
        this.store = store;
        this.publisher = publisher;
        this.loop = new WakeableLoop(service + "-relay", LOOK_AGAIN, this::drain);
    }

    public void start() {
        loop.start();
    }

    public void wake() {
        loop.wake();
    }

    /** Sends until nothing is left. */
    public void drain() throws InterruptedException {
        while (!Thread.interrupted()) {
            var waiting =
                    store.read(
                            tx ->
                                    tx.query(
                                            "SELECT position, topic, record_key, headers, value FROM outbox"
                                                    + " ORDER BY position LIMIT "
                                                    + WINDOW,
                                            OutboxRelay::row));
            if (waiting.isEmpty()) {
                return;
            }
            send(waiting);
        }
        throw new InterruptedException("The relay was told to stop");
    }

    /** A key whose record is not taken waits with all that follow; the other keys go on. */
    private void send(List<Waiting> waiting) {
        var stuck = new HashMap<String, RuntimeException>();
        var sent = new ArrayList<Sent>();
        for (var record : waiting) {
            if (!stuck.containsKey(record.key())) {
                var answer = publisher.send(record.event());
                sent.add(new Sent(record, answer));
                if (answer.isCompletedExceptionally()) {
                    arrived(sent.getLast(), stuck);
                }
            }
        }
        var done = sent.stream().filter(one -> arrived(one, stuck)).map(Sent::record).toList();
        store.change(
                tx -> {
                    for (var record : done) {
                        tx.update("DELETE FROM outbox WHERE position = ?", record.position());
                    }
                });
        var failure = stuck.values().stream().findFirst();
        if (failure.isPresent()) {
            throw failure.get();
        }
    }

    /** Waits for what became of it. What comes after one that failed is sent again behind it. */
    private static boolean arrived(Sent one, Map<String, RuntimeException> stuck) {
        var record = one.record();
        try {
            one.answer().join();
            return !stuck.containsKey(record.key());
        } catch (CompletionException e) {
            if (stuck.putIfAbsent(record.key(), e) == null) {
                LOG.warnf(
                        "Event %d for %s could not be sent yet: %s",
                        record.position(), record.event().topic(), e.getCause());
            }
            return false;
        }
    }

    private record Sent(Waiting record, CompletableFuture<Void> answer) {}

    private record Waiting(long position, String key, KafkaEvent event) {}

    private static Waiting row(Row row) {
        try {
            var headers =
                    Json.mapper()
                            .readValue(
                                    row.text("headers"),
                                    new TypeReference<Map<String, String>>() {});
            return new Waiting(
                    row.number("position"),
                    row.text("record_key"),
                    new KafkaEvent(
                            row.text("topic"),
                            row.text("record_key"),
                            headers,
                            row.bytes("value")));
        } catch (IOException e) {
            throw new IllegalStateException("Row " + row.number("position") + " of the outbox", e);
        }
    }

    @Override
    public void close() {
        loop.close();
    }
}
