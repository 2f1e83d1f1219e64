package dev.signalbox.runtime.outbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.events.Actor;
import dev.signalbox.events.DatabaseId;
import dev.signalbox.events.ExecutionEvent.RunQueued;
import dev.signalbox.events.PlanId;
import dev.signalbox.events.RunId;
import dev.signalbox.events.Topic;
import dev.signalbox.events.codec.Decoded;
import dev.signalbox.events.codec.EventCodec;
import dev.signalbox.events.codec.KafkaEvent;
import dev.signalbox.runtime.Await;
import dev.signalbox.runtime.StoreFile;
import dev.signalbox.runtime.store.Store;
import dev.signalbox.runtime.store.StoreSchema;
import dev.signalbox.runtime.store.StoreUnavailableException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutboxRelayTest {

    private static final String TOPIC = Topic.EXECUTION.wireName();

    @TempDir Path folder;
    private final String unique = UUID.randomUUID().toString().substring(0, 8);
    private final PlanId plan = PlanId.next();
    private final Cause cause = new Cause(plan, null, Actor.user("alice"), null);
    private StoreFile file;
    private Store store;
    private Outbox outbox;
    private KafkaPublisher publisher;

    @BeforeAll
    static void topics() {
        Topics.ensure();
    }

    @BeforeEach
    void open() {
        file = new StoreFile(folder.resolve("store.db"));
        store = new Store(file.dataSource());
        StoreSchema.migrate(store, "fixture");
        outbox = new Outbox("fixture", new EventCodec(), Clock.systemUTC(), () -> {});
        publisher = new KafkaPublisher(Topics.connection(), "test-" + unique);
    }

    @AfterEach
    void close() {
        publisher.close();
    }

    @Test
    void eventsOfOneDatabaseArriveInOrderAndTheOutboxIsEmptyThen() throws Exception {
        for (var n = 1; n <= 300; n++) {
            add(n % 7, n);
        }

        relay(publisher).drain();

        var arrived = arrived();
        assertThat(arrived).hasSize(7);
        arrived.forEach((key, steps) -> assertThat(steps).as(key).isSorted());
        assertThat(arrived.values().stream().mapToInt(List::size).sum()).isEqualTo(300);
        assertThat(waiting()).isZero();
    }

    @Test
    void wokenRelaySendsAtOnce() {
        var woken = relay(publisher);
        outbox = new Outbox("fixture", new EventCodec(), Clock.systemUTC(), woken::wake);
        try (woken) {
            woken.start();
            add(0, 1);

            Await.until("the outbox is empty", () -> waiting() == 0);
        }
        assertThat(arrived().get(key(0))).containsExactly(1);
    }

    @Test
    void crashBetweenSendingAndForgettingOnlySendsTwice() throws Exception {
        IntStream.rangeClosed(1, 5).forEach(n -> add(0, n));
        var crash = new CrashAfterSend(file.dataSource(), publisher, 3);

        assertThatThrownBy(() -> relay(new Store(crash), crash).drain())
                .isInstanceOf(CrashAfterSend.Killed.class);
        assertThat(waiting()).as("they were sent, and nobody knows").isEqualTo(5);
        relay(publisher).drain();

        assertThat(arrived().get(key(0))).containsExactly(1, 2, 3, 4, 5, 1, 2, 3, 4, 5);
        assertThat(waiting()).isZero();
    }

    @Test
    void eventThatIsNotAcknowledgedIsNeverOvertaken() throws Exception {
        IntStream.rangeClosed(1, 3).forEach(n -> add(0, n));
        add(1, 1);
        var refusing = new RefusingOnce(publisher, key(0));

        assertThatThrownBy(() -> relay(refusing).drain()).hasMessageContaining("not now");
        assertThat(arrived()).containsOnlyKeys(key(1));
        relay(refusing).drain();

        assertThat(arrived().get(key(0))).containsExactly(1, 2, 3);
    }

    @Test
    void eventThatKafkaNeverTakesHoldsUpItsOwnDatabaseOnly() {
        var tooLarge = new Cause(plan, null, Actor.user("x".repeat(950_000)), null);
        store.change(tx -> outbox.add(tx, event(0, 1), tooLarge));
        IntStream.rangeClosed(2, 40).forEach(n -> add(n % 2, n));

        assertThatThrownBy(() -> relay(publisher).drain())
                .hasRootCauseInstanceOf(RecordTooLargeException.class);

        assertThat(arrived()).containsOnlyKeys(key(1));
        assertThat(arrived().get(key(1))).hasSize(19).isSorted();
    }

    @Test
    void twoRelaysLoseNothingAndKeepTheOrderOfFirstArrivals() {
        IntStream.rangeClosed(1, 120).forEach(n -> add(n % 3, n));
        try (var other = new KafkaPublisher(Topics.connection(), "other-" + unique)) {
            var drains = new ArrayList<CompletableFuture<Void>>();
            // Two processes: each has a store and a queue of writers of its own.
            for (var sender : List.of(publisher, other)) {
                drains.add(
                        CompletableFuture.runAsync(
                                () -> drainUntilEmpty(new Store(file.dataSource()), sender),
                                task -> Thread.ofPlatform().daemon().start(task)));
            }
            drains.forEach(CompletableFuture::join);
        }

        var firsts = new ArrayList<Integer>();
        arrived()
                .forEach(
                        (key, steps) -> {
                            var first = new ArrayList<>(new LinkedHashSet<>(steps));
                            assertThat(first).as(key).isSorted();
                            firsts.addAll(first);
                        });
        assertThat(firsts).hasSize(120);
    }

    @Test
    void sequencesOfAPlanHaveNoGap() throws Exception {
        add(0, 1);
        assertThatThrownBy(
                        () ->
                                store.change(
                                        tx -> {
                                            outbox.add(tx, event(0, 2), cause);
                                            throw new IllegalStateException("rolled back");
                                        }))
                .hasMessage("rolled back");
        add(0, 2);
        add(0, 3);
        var unused = publisher.send(outbox.tick(event(0, 9), cause));

        relay(publisher).drain();

        var records = records();
        assertThat(records)
                .filteredOn(r -> r.headers().lastHeader("ce_sequence") != null)
                .extracting(r -> header(r, "ce_sequence"))
                .containsExactly("0000000001", "0000000002", "0000000003");
        assertThat(records).hasSize(4);
    }

    @Test
    void recordIsWhatWasWritten() throws Exception {
        add(0, 1);

        relay(publisher).drain();

        var record = records().getFirst();
        assertThat(header(record, "ce_type")).isEqualTo("dev.signalbox.run.queued.v1");
        assertThat(header(record, "ce_source")).isEqualTo("/signalbox/fixture");
        assertThat(header(record, "ce_correlationid")).isEqualTo(plan.toString());
        assertThat(header(record, "ce_authid")).isEqualTo("alice");
        assertThat(new EventCodec().decode(record.headers(), record.value()))
                .isInstanceOf(Decoded.Understood.class);
    }

    private void drainUntilEmpty(Store shared, Publisher sender) {
        var relay = relay(shared, sender);
        while (waiting() > 0) {
            try {
                relay.drain();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            } catch (StoreUnavailableException e) {
                // The other one is writing; the loop of a real relay tries again, too.
                Thread.onSpinWait();
            }
        }
    }

    private void add(int key, int n) {
        store.change(tx -> outbox.add(tx, event(key, n), cause));
    }

    private RunQueued event(int key, int n) {
        return new RunQueued(plan, RunId.next(), new DatabaseId(key(key)), "hash", n);
    }

    private String key(int n) {
        return unique + "-" + n;
    }

    private OutboxRelay relay(Publisher sender) {
        return relay(store, sender);
    }

    private static OutboxRelay relay(Store store, Publisher sender) {
        return new OutboxRelay("fixture", store, sender);
    }

    private long waiting() {
        return store.read(Outbox::waiting);
    }

    private List<ConsumerRecord<byte[], byte[]>> records() {
        return Topics.read(TOPIC, record -> new String(record.key(), UTF_8).startsWith(unique));
    }

    private Map<String, List<Integer>> arrived() {
        var arrived = new HashMap<String, List<Integer>>();
        for (var record : records()) {
            var decoded = new EventCodec().decode(record.headers(), record.value());
            var event = (RunQueued) ((Decoded.Understood) decoded).event();
            arrived.computeIfAbsent(event.database().value(), k -> new ArrayList<>())
                    .add(event.steps());
        }
        return arrived;
    }

    private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
        return new String(record.headers().lastHeader(name).value(), UTF_8);
    }

    /** Does not get one record of a key through at first. */
    private static final class RefusingOnce implements Publisher {

        private final Publisher real;
        private final String key;
        private boolean refused;

        RefusingOnce(Publisher real, String key) {
            this.real = real;
            this.key = key;
        }

        @Override
        public CompletableFuture<Void> send(KafkaEvent event) {
            if (!refused && key.equals(event.key())) {
                refused = true;
                return CompletableFuture.failedFuture(new IllegalStateException("not now"));
            }
            return real.send(event);
        }

        @Override
        public void close() {}
    }
}
