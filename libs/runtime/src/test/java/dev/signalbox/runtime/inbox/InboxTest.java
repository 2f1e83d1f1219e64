package dev.signalbox.runtime.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.events.BackupEvent.SnapshotProgressed;
import dev.signalbox.events.SnapshotId;
import dev.signalbox.events.codec.EventCodec;
import dev.signalbox.runtime.Await;
import dev.signalbox.runtime.Records;
import dev.signalbox.runtime.StoreFile;
import dev.signalbox.runtime.store.Store;
import dev.signalbox.runtime.store.StoreSchema;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InboxTest {

    @TempDir Path folder;
    private StoreFile file;
    private Store store;
    private Inbox inbox;
    private final AtomicInteger tries = new AtomicInteger();
    private final Notes notes = new Notes();
    private final Records records = new Records();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

    @BeforeEach
    void open() {
        file = new StoreFile(folder.resolve("store.db"));
        store = new Store(file.dataSource(tries));
        StoreSchema.migrate(store, "fixture");
        inbox = inbox(Clock.systemUTC());
    }

    private Inbox inbox(Clock clock) {
        return new Inbox("fixture", store, new EventCodec(), notes, meters, clock);
    }

    @Test
    void redeliveredEventIsHandledOnce() throws Exception {
        var record = records.request("e-1", "a");

        inbox.accept(List.of(record, record));
        inbox.accept(List.of(record));
        inbox.accept(List.of(records.request("e-1", "a")));

        assertThat(written()).containsExactly("a");
        assertThat(counted("duplicate")).isEqualTo(3);
    }

    @Test
    void sameIdentityWithOtherContentIsNeverActedOn() throws Exception {
        inbox.accept(List.of(records.request("e-1", "a"), records.request("e-1", "b")));

        assertThat(written()).containsExactly("a", "forged");
        assertThat(counted("forged")).isEqualTo(1);
    }

    @Test
    void sameContentInAnotherSpellingIsTheSameEvent() throws Exception {
        inbox.accept(
                List.of(
                        records.request(
                                "e-1", Records.utf8("{\"database\":\"kb\",\"reason\":\"a\"}")),
                        records.request(
                                "e-1",
                                Records.utf8("{ \"reason\": \"a\", \"database\": \"kb\" }"))));

        assertThat(written()).containsExactly("a");
    }

    @Test
    void poisonIsSetAsideAndItsNeighboursProceed() throws Exception {
        inbox.accept(
                List.of(
                        records.request("e-1", "a"),
                        records.request("e-2", Notes.POISON),
                        records.request("e-3", "b")));
        inbox.accept(List.of(records.request("e-4", "c")));

        assertThat(written()).containsExactly("a", "b", "c");
        assertThat(
                        file.column(
                                "SELECT topic || '/' || record_partition || '@' || record_offset ||"
                                        + " ' ' || error AS x FROM failed_event"))
                .containsExactly(
                        "signalbox.requests/0@1 java.lang.IllegalStateException: a bug that poison"
                                + " brings out");
        assertThat(counted("failed")).isEqualTo(1);
    }

    @Test
    void batchThatIsKilledLeavesNothingAndIsTakenWholeThen() throws Exception {
        var batch = List.of(records.request("e-1", "a"), records.request("e-2", Notes.CRASH));

        assertThatThrownBy(() -> inbox.accept(batch)).isInstanceOf(Notes.Killed.class);
        assertThat(written()).isEmpty();
        assertThat(file.count("inbox")).isZero();

        notes.crashing = false;
        inbox.accept(batch);
        assertThat(written()).containsExactly("a", Notes.CRASH);
    }

    @Test
    void eventsWaitWhileTheStoreIsAwayAndNoneIsLost() throws Exception {
        CompletableFuture<Void> accepted;
        try (var lock = file.lock()) {
            accepted =
                    inBackground(List.of(records.request("e-1", "a"), records.request("e-2", "b")));
            var before = tries.get();
            Await.until("it has tried in vain", () -> tries.get() > before + 5);
            assertThat(inbox.stalledSince()).isPresent();
            assertThat(accepted).isNotDone();
            lock.rollback();
        }

        accepted.get(20, TimeUnit.SECONDS);
        assertThat(inbox.stalledSince()).isEmpty();
        assertThat(written()).containsExactly("a", "b");
        assertThat(file.count("failed_event")).isZero();
    }

    @Test
    void poisonIsSetAsideAlsoWhenTheStoreWasAwayFirst() throws Exception {
        CompletableFuture<Void> accepted;
        try (var lock = file.lock()) {
            accepted =
                    inBackground(
                            List.of(
                                    records.request("e-1", Notes.POISON),
                                    records.request("e-2", "b")));
            Await.until("the inbox says that it waits", () -> inbox.stalledSince().isPresent());
            lock.rollback();
        }

        accepted.get(20, TimeUnit.SECONDS);
        assertThat(written()).containsExactly("b");
        assertThat(file.count("failed_event")).isOne();
    }

    @Test
    void waitingForTheStoreEndsWhenTheServiceStops() throws Exception {
        var outcome = new AtomicReference<Object>("still waiting");
        try (var lock = file.lock()) {
            var batch = List.of(records.request("e-1", "a"));
            var thread =
                    Thread.ofPlatform()
                            .start(
                                    () -> {
                                        try {
                                            inbox.accept(batch);
                                            outcome.set("accepted");
                                        } catch (InterruptedException e) {
                                            outcome.set("interrupted");
                                        }
                                    });
            Await.until("the inbox says that it waits", () -> inbox.stalledSince().isPresent());
            thread.interrupt();
            thread.join(Duration.ofSeconds(10));
            lock.rollback();
        }

        assertThat(outcome).hasValue("interrupted");
        assertThat(written()).isEmpty();
    }

    @Test
    void whatCannotBeReadIsPassedOver() throws Exception {
        var badHeader = new RecordHeaders();
        badHeader.add("ce_specversion", Records.utf8("1.0"));
        badHeader.add("ce_id", new byte[] {(byte) 0xff, (byte) 0xfe});

        inbox.accept(
                List.of(
                        records.record(new RecordHeaders(), null),
                        records.record(new RecordHeaders(), new byte[0]),
                        records.record(new RecordHeaders(), new byte[2 * 1024 * 1024]),
                        records.record(badHeader, Records.utf8("{}")),
                        records.request("e-1", Records.utf8("no JSON")),
                        records.request("e-2", Records.utf8("[]")),
                        records.request("e-3", "good")));

        assertThat(written()).containsExactly("good");
        assertThat(notes.passedOver).hasSize(6);
        assertThat(notes.passedOver.getFirst()).isEqualTo("The value is null");
        assertThat(counted("unreadable")).isEqualTo(6);
        assertThat(file.count("failed_event")).isZero();
    }

    @Test
    void requestThatIsNotAllowedIsRefusedOnce() throws Exception {
        var record = records.request("e-1", Records.utf8("{\"database\":7}"));

        inbox.accept(List.of(record));
        inbox.accept(List.of(record));

        assertThat(written()).containsExactly("refused database");
    }

    @Test
    void tickLeavesNoRow() throws Exception {
        var tick = new SnapshotProgressed(SnapshotId.next(), Records.KB, null, 1, 2, 1.0, null);

        inbox.accept(List.of(records.event(Records.envelope("e-1"), tick)));

        assertThat(notes.passedOver).containsExactly("tick");
        assertThat(file.count("inbox")).isZero();
    }

    @Test
    void identitiesAreForgottenOnlyWhenNoTopicHasThem() throws Exception {
        inbox.accept(List.of(records.request("e-1", "a")));
        var now = Instant.now();

        assertThat(at(now.plus(Duration.ofDays(31))).forgetOld()).isZero();
        assertThat(at(now.plus(Duration.ofDays(46))).forgetOld()).isOne();
    }

    private Inbox at(Instant time) {
        return inbox(Clock.fixed(time, ZoneOffset.UTC));
    }

    private CompletableFuture<Void> inBackground(List<ReceivedRecord> batch) {
        return CompletableFuture.runAsync(
                () -> {
                    try {
                        inbox.accept(batch);
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                },
                task -> Thread.ofPlatform().daemon().start(task));
    }

    private List<String> written() {
        return file.column("SELECT text AS x FROM note ORDER BY position");
    }

    private double counted(String outcome) {
        return meters.counter("signalbox.events.received", "service", "fixture", "outcome", outcome)
                .count();
    }
}
