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
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jboss.logging.Logger;

/**
 * Sends what the outbox holds. Of one key only one record is under way at a time, so that a record
 * that fails is never overtaken by its successor; a row goes when its own record is acknowledged. A
 * crash between the two sends a record twice, which readers recognise by its identity.
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

    /**
     * Sends the first record of every key, then the second of every key, and so on. A key whose
     * record is not taken waits with all that follow; the other keys go on.
     */
    private void send(List<Waiting> waiting) {
        var stuck = new HashMap<String, RuntimeException>();
        var rest = waiting;
        while (!rest.isEmpty()) {
            var keys = new HashSet<String>();
            var wave = new ArrayList<Waiting>();
            var later = new ArrayList<Waiting>();
            for (var record : rest) {
                if (!stuck.containsKey(record.key())) {
                    (keys.add(record.key()) ? wave : later).add(record);
                }
            }
            sendWave(wave, stuck);
            rest = later;
        }
        var failure = stuck.values().stream().findFirst();
        if (failure.isPresent()) {
            throw failure.get();
        }
    }

    private void sendWave(List<Waiting> wave, Map<String, RuntimeException> stuck) {
        var sent = wave.stream().map(w -> publisher.send(w.event())).toList();
        var done = new ArrayList<Waiting>();
        for (var i = 0; i < wave.size(); i++) {
            try {
                CompletableFuture<Void> one = sent.get(i);
                one.join();
                done.add(wave.get(i));
            } catch (CompletionException e) {
                LOG.warnf(
                        "Event %d for %s could not be sent yet: %s",
                        wave.get(i).position(), wave.get(i).event().topic(), e.getCause());
                stuck.put(wave.get(i).key(), e);
            }
        }
        store.change(
                tx -> {
                    for (var record : done) {
                        tx.update("DELETE FROM outbox WHERE position = ?", record.position());
                    }
                });
    }

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
