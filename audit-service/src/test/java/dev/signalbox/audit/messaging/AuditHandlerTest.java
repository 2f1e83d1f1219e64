package dev.signalbox.audit.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.audit.AuditFixture;
import dev.signalbox.audit.Records;
import dev.signalbox.audit.domain.EventData;
import dev.signalbox.audit.store.EntryView;
import dev.signalbox.events.Actor;
import dev.signalbox.events.BackupEvent.SnapshotProgressed;
import dev.signalbox.events.Bytes;
import dev.signalbox.events.PlanEvent.PlanPart;
import dev.signalbox.events.PlanEvent.PlanReleased;
import dev.signalbox.events.Request.TakeSnapshot;
import dev.signalbox.events.SnapshotId;
import dev.signalbox.events.codec.Json;
import dev.signalbox.events.signing.Signed;
import dev.signalbox.events.signing.SigningKey;
import dev.signalbox.runtime.inbox.ReceivedRecord;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.LongStream;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditHandlerTest {

    @TempDir Path folder;
    private AuditFixture audit;
    private final Records records = new Records();

    @BeforeEach
    void open() {
        audit = new AuditFixture(folder, Clock.systemUTC());
    }

    /** What fails is set aside, and the trail alone would not show it. */
    @AfterEach
    void nothingWasSetAside() {
        List<String> failures =
                audit.spine
                        .store()
                        .read(
                                tx ->
                                        tx.query(
                                                "SELECT error FROM failed_event",
                                                row -> row.text("error")));
        assertThat(failures).isEmpty();
    }

    @Test
    void everyEventIsAnEntryInOrder() {
        for (var n = 0; n < 20; n++) {
            audit.accept(
                    records.request("r-" + n, "a"), records.fact("f-" + n, "kb", Records.PLAN));
        }

        assertThat(audit.entries())
                .extracting(EntryView::index)
                .containsExactlyElementsOf(LongStream.rangeClosed(1, 40).boxed().toList());
        assertThat(audit.entries())
                .extracting(EntryView::id)
                .startsWith("r-0", "f-0", "r-1", "f-1")
                .endsWith("r-19", "f-19");
    }

    @Test
    void entryHoldsWhatTheEventSaysOfItself() {
        audit.accept(records.fact("f-1", "kb", Records.PLAN));

        var entry = audit.entries().getFirst();
        assertThat(entry.kind()).isEqualTo("event");
        assertThat(entry.topic()).isEqualTo("signalbox.execution");
        assertThat(entry.partition()).isEqualTo(2);
        assertThat(entry.offset()).isZero();
        assertThat(entry.type()).isEqualTo("dev.signalbox.run.queued.v1");
        assertThat(entry.source()).isEqualTo("/signalbox/executor");
        assertThat(entry.time()).isEqualTo("2026-05-01T12:00:00.123456Z");
        assertThat(entry.database()).isEqualTo("kb");
        assertThat(entry.plan()).isEqualTo(Records.PLAN.toString());
        assertThat(entry.causation()).isEqualTo("cause");
        assertThat(entry.sequence()).isEqualTo(7);
        assertThat(entry.actor()).isEqualTo("local:bob");
        assertThat(entry.actorKind()).isEqualTo("user");
        assertThat(entry.data()).contains("\"steps\":3");
        assertThat(entry.dataSha256()).isEqualTo(Json.sha256(Records.utf8(data(entry))));
        assertThat(entry.reason()).isNull();
    }

    @Test
    void redeliveryEntersOnceAndTicksNotAtAll() {
        var record = records.request("r-1", "a");
        var tick = new SnapshotProgressed(SnapshotId.next(), Records.KB, null, 1, 2, 1.0, null);

        audit.accept(record, record);
        audit.accept(record);
        audit.accept(
                records.event(Records.envelope("/signalbox/backup", "t", nobody(), null), tick));

        assertThat(audit.entries()).hasSize(1);
    }

    @Test
    void sameIdentityWithOtherContentIsASecurityEntry() {
        var forgery = records.request("r-1", "b");

        audit.accept(records.request("r-1", "a"), forgery);
        audit.accept(forgery);

        assertThat(audit.entries())
                .extracting(EntryView::kind)
                .containsExactly("event", "security");
        var entry = audit.entries().getLast();
        assertThat(entry.reason()).contains("/ops/alice r-1").contains("other content");
        assertThat(entry.data()).contains("\"reason\":\"b\"");
    }

    @Test
    void requestThatIsNotAllowedIsAnEntryWithItsFindings() {
        audit.accept(records.request("r-1", Records.utf8("{\"database\":7,\"colour\":\"red\"}")));

        var entry = audit.entries().getFirst();
        assertThat(entry.kind()).isEqualTo("event");
        assertThat(entry.database()).as("from the record's key").isEqualTo("kb");
        assertThat(entry.reason())
                .startsWith("Not allowed: ")
                .contains("database")
                .contains("colour");
        assertThat(entry.data()).isEqualTo("{\"database\":7,\"colour\":\"red\"}");
    }

    @Test
    void whatCannotBeReadIsADeadLetterOnceAndTheNextProceeds() {
        var nothing = records.record("signalbox.plans", new RecordHeaders(), null);
        var noise = records.record("signalbox.plans", new RecordHeaders(), Records.utf8("noise"));

        audit.accept(nothing, noise, records.request("r-1", "a"));
        audit.accept(nothing, noise);
        drain();

        assertThat(audit.entries())
                .extracting(EntryView::kind)
                .containsExactly("dead-letter", "dead-letter", "event");
        var entry = audit.entries().get(1);
        assertThat(entry.reason()).startsWith("No CloudEvents attributes");
        assertThat(entry.dataBytes()).isEqualTo(5);
        assertThat(entry.data()).isNull();
        assertThat(entry.standing()).isEqualTo("none");
        assertThat(audit.sent).hasSize(2);
    }

    @Test
    void deadLetterOfATopicThatWasMadeAnewIsAnother() {
        var first = records.record("signalbox.plans", new RecordHeaders(), null);
        var second =
                new ReceivedRecord(
                        first.topic(),
                        first.partition(),
                        first.offset(),
                        first.timestamp().plusSeconds(60),
                        first.key(),
                        first.headers(),
                        null);

        audit.accept(first);
        audit.accept(second);

        assertThat(audit.entries()).hasSize(2);
    }

    @Test
    void largeDataAndPartsOfPlansAreKeptAsDigestAndSize() {
        var most =
                "x"
                        .repeat(
                                EventData.MOST_KEPT_BYTES
                                        - "{\"database\":\"kb\",\"reason\":\"\"}".length());
        var part = new PlanPart(Records.PLAN, Records.KB, "hash", 1, 1, Bytes.ofBase64("AAEC"));

        audit.accept(
                records.request("r-1", most),
                records.request("r-2", most + "x"),
                records.event(
                        Records.envelope("/signalbox/planner", "p-1", nobody(), Records.PLAN),
                        part));

        assertThat(audit.entries())
                .extracting(entry -> entry.data() != null)
                .containsExactly(true, false, false);
        assertThat(audit.entries())
                .extracting(EntryView::dataBytes)
                .startsWith(61_440L, 61_441L)
                .doesNotContainNull();
        assertThat(audit.entries()).extracting(EntryView::dataSha256).doesNotContainNull();
    }

    @Test
    void dataIsKeptToTheLastDigitAndMember() {
        var json =
                "{\"database\":\"kb\",\"goal\":{\"migrateTo\":\"latest\",\"later\":12345678901234567890.125}}";
        var event =
                "{\"specversion\":\"1.0\",\"id\":\"s-1\",\"source\":\"/ops/alice\",\"type\":"
                        + "\"dev.signalbox.plan.request.v1\",\"data\":"
                        + json
                        + "}";

        audit.accept(records.structured(event));

        assertThat(audit.entries().getFirst().data()).isEqualTo(json);
        assertThat(audit.entries().getFirst().dataSha256())
                .isEqualTo(Json.sha256(Records.utf8(json)));
    }

    @Test
    void standingTellsWhatAnActorsNameIsWorth() {
        var request = new TakeSnapshot(Records.KB, "a");
        var signed =
                audit.keys.sign(
                        Records.envelope("/signalbox/backup", "1", Actor.user("local:bob"), null),
                        request);

        audit.accept(
                records.event(signed, request),
                records.event(
                        Records.envelope("/signalbox/backup", "2", Actor.user("local:bob"), null),
                        request),
                records.event(Records.envelope("/ops/alice", "3", nobody(), null), request),
                records.fact("4", "kb", Records.PLAN));

        assertThat(audit.entries())
                .extracting(EntryView::standing)
                .containsExactly("authenticated", "claimed", "none", "service");
        assertThat(audit.entries().get(2).actor()).isNull();
    }

    @Test
    void releaseOfAStrangerIsNotCalledAService() {
        audit.accept(released("1", audit.keys.key()), released("2", SigningKey.generate()));

        assertThat(audit.entries())
                .extracting(EntryView::standing)
                .containsExactly("service", "claimed");
        assertThat(audit.entries().getLast().reason()).contains("not signed by a planner");
    }

    @Test
    void clockThatIsPutBackPutsNoEntryBeforeItsPredecessor() {
        var now = Instant.parse("2026-05-01T12:00:00Z");
        at(now).accept(records.request("r-1", "a"));
        at(now.minus(Duration.ofHours(2))).accept(records.request("r-2", "a"));
        at(now.plusSeconds(1)).accept(records.request("r-3", "a"));

        assertThat(audit.entries())
                .extracting(EntryView::recordedAt)
                .containsExactly(now, now, now.plusSeconds(1));
    }

    @Test
    void timeOfAnyYearIsKept() {
        audit.accept(
                records.structured(
                        "{\"specversion\":\"1.0\",\"id\":\"s-1\",\"source\":\"/ops/alice\",\"type\":"
                                + "\"dev.signalbox.snapshot.take.v1\",\"time\":"
                                + "\"+999999999-01-01T00:00:00Z\",\"data\":{\"database\":\"kb\"}}"));

        assertThat(audit.entries()).hasSize(1);
    }

    @Test
    void positionFollowsEverythingThatWasDealtWith() {
        var requests = new TopicPartition("signalbox.requests", 2);
        var record = records.request("r-1", "a");
        audit.accept(record, records.request("r-2", "a"));
        assertThat(audit.positions.all()).containsEntry(requests, 2L);

        var backups = new TopicPartition("signalbox.backups", 2);
        var tick = new SnapshotProgressed(SnapshotId.next(), Records.KB, null, 1, 2, 1.0, null);
        audit.accept(
                records.event(Records.envelope("/signalbox/backup", "t", nobody(), null), tick));
        assertThat(audit.positions.all()).as("a tick counts").containsEntry(backups, 1L);

        audit.accept(record);
        assertThat(audit.positions.all()).as("read again").containsEntry(requests, 1L);
    }

    private ReceivedRecord released(String id, SigningKey key) {
        var before = Instant.parse("2026-05-01T12:00:00Z");
        var signature = key.sign(Signed.release(Records.PLAN, Records.KB, "hash", before));
        return records.event(
                Records.envelope("/signalbox/planner", id, nobody(), Records.PLAN),
                new PlanReleased(Records.PLAN, Records.KB, "hash", before, signature));
    }

    private AuditFixture at(Instant time) {
        return new AuditFixture(folder, Clock.fixed(time, ZoneOffset.UTC));
    }

    private void drain() {
        try {
            audit.spine.drain();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Actor nobody() {
        return Actor.UNKNOWN;
    }

    private static String data(EntryView entry) {
        return String.valueOf(entry.data());
    }
}
