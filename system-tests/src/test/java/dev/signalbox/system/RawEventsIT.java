package dev.signalbox.system;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signalbox.events.codec.Json;
import dev.signalbox.system.harness.RawKafka;
import dev.signalbox.system.harness.Requests;
import dev.signalbox.system.harness.Shared;
import dev.signalbox.system.harness.Waiting;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What any Kafka client may send, good and bad, and what comes of it. */
@ExtendWith(Shared.class)
class RawEventsIT {

    private static final String MIGRATIONS = "raw-events";

    private final Shared.Standalone shared;

    RawEventsIT(Shared.Standalone shared) {
        this.shared = shared;
    }

    @BeforeEach
    void twoMigrations() {
        shared.project()
                .migration(
                        MIGRATIONS + "/001_notes", "CREATE TABLE notes (id INTEGER PRIMARY KEY);")
                .migration(MIGRATIONS + "/002_note", "INSERT INTO notes VALUES (7);");
    }

    /** Whatever a test sent: everything is still ready, and the next request migrates. */
    @AfterEach
    void stillReadyAndMigrating() {
        assertThat(shared.process().isReady()).isTrue();
        var database = newDatabase("next");
        shared.kafka()
                .send(Requests.structured(Requests.newId(), database, Requests.latest(database)));
        awaitMigrated(database);
    }

    @Test
    void binaryEventMigrates() {
        var database = newDatabase("binary");

        shared.kafka().send(Requests.binary(Requests.newId(), database, Requests.latest(database)));

        awaitMigrated(database);
        assertThat(shared.process().plans(database).getFirst().path("actor").path("id").asText())
                .isEqualTo("alice");
        assertThat(shared.process().plans(database).getFirst().path("authenticated").asBoolean())
                .isFalse();
    }

    @Test
    void structuredEventMigrates() {
        var database = newDatabase("structured");

        shared.kafka()
                .send(Requests.structured(Requests.newId(), database, Requests.latest(database)));

        awaitMigrated(database);
    }

    @Test
    void sameEventTwiceMakesOnePlan() {
        var database = newDatabase("twice");
        var id = Requests.newId();
        var event = Requests.binary(id, database, Requests.latest(database));

        shared.kafka().send(event);
        // The other encoding is the same event, too.
        shared.kafka().send(Requests.structured(id, database, Requests.latest(database)));
        shared.kafka().send(event);

        // Of one partition, so what was sent before has been handled when this one has.
        var later = Requests.newId();
        shared.kafka().send(Requests.binary(later, database, Requests.latest(database)));
        awaitPlanCausedBy(database, later);
        assertThat(shared.process().plans(database))
                .extracting(plan -> plan.path("causedBy").asText())
                .containsExactlyInAnyOrder(id, later);
        awaitTrail(database, entry -> entry.path("id").asText().equals(later));
        assertThat(shared.process().trail("database=" + database))
                .filteredOn(entry -> entry.path("id").asText().equals(id))
                .hasSize(1)
                .allMatch(entry -> entry.path("kind").asText().equals("event"));
    }

    static Stream<Arguments> deadLetters() {
        var notUtf8 = Requests.binary(Requests.newId(), "bad", Requests.latest("bad"));
        notUtf8.headers().add("ce_reason", new byte[] {(byte) 0xC3, 0x28});
        var unknownType = Requests.binaryHeaders(Requests.newId(), "bad");
        unknownType.put("ce_type", "dev.signalbox.plan.invented.v1");
        var badSource = Requests.binaryHeaders(Requests.newId(), "bad");
        badSource.put("ce_source", "not a uri");
        var noId = Requests.binaryHeaders(Requests.newId(), "bad");
        noId.remove("ce_id");
        var badPlan = Requests.binaryHeaders(Requests.newId(), "bad");
        badPlan.put("ce_correlationid", "no-uuid");
        var otherSubject = Requests.binaryHeaders(Requests.newId(), "other");
        var good = Requests.latest("bad").getBytes(UTF_8);
        return Stream.of(
                bad("not JSON", "not JSON", Requests.binary(Requests.newId(), "bad", "{\"x\"")),
                bad("two documents", "JSON", Requests.binary(Requests.newId(), "bad", "{} {}")),
                bad(
                        "no object",
                        "not a JSON object",
                        Requests.binary(Requests.newId(), "bad", "[]")),
                bad("empty value", "JSON", Requests.binary(Requests.newId(), "bad", "")),
                bad("no attributes", "No CloudEvents attributes", of(good, Map.of())),
                bad("unknown type", "plan.invented.v1", of(good, unknownType)),
                bad("null value", "null", nullValue()),
                bad("header not UTF-8", "not valid UTF-8", notUtf8),
                bad("source no URI", "", of(good, badSource)),
                bad("no id", "", of(good, noId)),
                bad("plan no UUID", "correlationid", of(good, badPlan)),
                bad("subject of another", "subject", of(good, otherSubject)),
                bad("structured not JSON", "Not a CloudEvent", Requests.structured("bad", "{{{")),
                bad("structured empty", "Not a CloudEvent", Requests.structured("bad", "{}")),
                bad("bytes at random", "", of(new byte[] {0, -1, -2, 9}, Map.of())),
                bad(
                        "over the size limit",
                        "the limit is 524288; upload large projects with PUT",
                        Requests.binary(
                                Requests.newId(),
                                "bad",
                                "{\"database\":\"bad\",\"goal\":{\"migrateTo\":\"latest\"},\"reason\":\""
                                        + "x".repeat(600_000)
                                        + "\"}")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("deadLetters")
    void unreadableGoesToTheDeadLettersWithItsReason(
            String what, String reason, ProducerRecord<byte[], byte[]> record) {
        record.headers().add("test-case", what.getBytes(UTF_8));

        shared.kafka().send(record);

        var dead =
                shared.kafka()
                        .await(
                                "a dead letter for: " + what,
                                RawKafka.DEAD_LETTERS,
                                r -> what.equals(RawKafka.header(r, "test-case")));
        assertThat(RawKafka.header(dead, "signalbox-reason")).isNotBlank().contains(reason);
        assertThat(RawKafka.header(dead, "signalbox-topic")).isEqualTo(RawKafka.REQUESTS);
        var offset = String.valueOf(RawKafka.header(dead, "signalbox-offset"));
        var partition = String.valueOf(RawKafka.header(dead, "signalbox-partition"));
        assertThat(shared.process().json("/audit/dead-letters?limit=500").path("entries"))
                .filteredOn(entry -> entry.path("topic").asText().equals(RawKafka.REQUESTS))
                .filteredOn(entry -> entry.path("offset").asText().equals(offset))
                .filteredOn(entry -> entry.path("partition").asText().equals(partition))
                .singleElement()
                .satisfies(
                        entry -> {
                            assertThat(entry.path("kind").asText()).isEqualTo("dead-letter");
                            assertThat(entry.path("reason").asText())
                                    .isEqualTo(RawKafka.header(dead, "signalbox-reason"));
                        });
    }

    @Test
    void whatEvenTheBrokerRefusesHarmsNobody() {
        var huge = Requests.record("bad", new byte[5_000_000], Map.of());

        assertThatThrownBy(() -> shared.kafka().send(huge))
                .isInstanceOf(RecordTooLargeException.class);
    }

    @Test
    void invalidFieldsAreRefusedWithAFindingEach() {
        var database = newDatabase("fields");
        var id = Requests.newId();

        shared.kafka()
                .send(
                        Requests.structured(
                                id,
                                database,
                                """
                                {"database":"%s","goal":{"migrateTo":7},
                                 "options":{"force":"yes","timeout":"soon"},"reason":[]}"""
                                        .formatted(database)));

        var findings = awaitRefusal(id).path("findings");
        assertThat(findings)
                .extracting(finding -> finding.path("where").asText())
                .containsExactlyInAnyOrder(
                        "goal.migrateTo", "options.force", "options.timeout", "reason");
        assertThat(findings)
                .allSatisfy(f -> assertThat(f.path("message").asText()).isNotBlank())
                .allSatisfy(f -> assertThat(f.path("remedy").asText()).isNotBlank());
        awaitTrail(
                database,
                entry ->
                        entry.path("id").asText().equals(id)
                                && entry.path("reason").asText().contains("goal.migrateTo"));
    }

    @Test
    void unknownDatabaseIsRefusedNamingTheNearest() {
        var known = newDatabase("nearest");
        var wrong = known.replace("nearest", "nearst");
        var id = Requests.newId();

        shared.kafka().send(Requests.structured(id, wrong, Requests.latest(wrong)));

        var finding = awaitRefusal(id).path("findings").path(0);
        assertThat(finding.path("code").asText()).isEqualTo("unknown-database");
        assertThat(finding.path("message").asText()).contains(wrong);
        assertThat(finding.path("remedy").asText()).contains(known);
    }

    @Test
    void unknownVersionIsRefusedNamingTheNearest() {
        var database = newDatabase("version");
        var id = Requests.newId();

        shared.kafka()
                .send(
                        Requests.structured(
                                id,
                                database,
                                "{\"database\":\"%s\",\"goal\":{\"migrateTo\":\"002_nota\"}}"
                                        .formatted(database)));

        var finding = awaitRefusal(id).path("findings").path(0);
        assertThat(finding.path("code").asText()).isEqualTo("unknown-version");
        assertThat(finding.path("message").asText()).contains("002_nota");
        assertThat(finding.path("remedy").asText()).contains("002_note");
        assertThat(shared.project().file(database + ".db")).doesNotExist();
    }

    static Stream<String> otherContents() {
        return Stream.of(
                "{\"database\":\"%s\",\"goal\":{\"migrateTo\":\"001\"}}",
                "{\"database\":\"%s\",\"goal\":{\"migrateTo\":[]}}");
    }

    @ParameterizedTest
    @MethodSource("otherContents")
    void sameIdentityWithOtherContentIsRefusedAndASecurityEntry(String other) {
        var database = newDatabase("forged");
        var id = Requests.newId();
        shared.kafka().send(Requests.binary(id, database, Requests.latest(database)));
        awaitMigrated(database);

        shared.kafka().send(Requests.binary(id, database, other.formatted(database)));

        var finding = awaitRefusal(id).path("findings").path(0);
        assertThat(finding.path("code").asText()).isEqualTo("identity-reused");
        awaitTrail(
                database,
                entry ->
                        entry.path("kind").asText().equals("security")
                                && entry.path("id").asText().equals(id)
                                && entry.path("reason").asText().contains("other content"));
        assertThat(shared.process().plans(database)).hasSize(1);
    }

    @Test
    void claimedActorMayNotForceNorSkipTheBackup() {
        var database = shared.newDatabase("claimed");
        shared.project()
                .database(database, "jdbc:sqlite:" + database + ".db", MIGRATIONS, "careful");
        var id = Requests.newId();

        shared.kafka()
                .send(
                        Requests.binary(
                                id,
                                database,
                                """
                                {"database":"%s","goal":{"migrateTo":"latest"},
                                 "options":{"force":true,"skipBackup":true}}"""
                                        .formatted(database)));

        var findings = awaitRefusal(id).path("findings");
        assertThat(findings)
                .extracting(finding -> finding.path("where").asText())
                .containsExactlyInAnyOrder("options.force", "options.skipBackup");
        assertThat(findings)
                .allSatisfy(f -> assertThat(f.path("remedy").asText()).contains("signalbox up"));
        assertThat(shared.project().file(database + ".db")).doesNotExist();
    }

    @Test
    void factsOfStrangersAreNotBelieved() {
        var database = newDatabase("stranger");
        var headers = new LinkedHashMap<>(Requests.binaryHeaders(Requests.newId(), database));
        headers.put("ce_type", "dev.signalbox.plan.released.v1");
        headers.put("ce_source", "/signalbox/planner");
        var plan = "01a1fc82-b5f1-71d9-a8fc-bf069ea4e937";
        var record =
                new ProducerRecord<byte[], byte[]>(
                        RawKafka.PLANS,
                        database.getBytes(UTF_8),
                        """
                        {"plan":"%s","database":"%s","hash":"%s","startBefore":"2999-01-01T00:00:00Z",
                         "signature":{"key":"planner","value":"AAAA"}}"""
                                .formatted(plan, database, "0".repeat(64))
                                .getBytes(UTF_8));
        headers.forEach((name, text) -> record.headers().add(name, text.getBytes(UTF_8)));

        shared.kafka().send(record);

        var refused =
                shared.kafka()
                        .await(
                                "the executor's refusal",
                                RawKafka.EXECUTION,
                                r ->
                                        "dev.signalbox.run.refused.v1"
                                                        .equals(RawKafka.header(r, "ce_type"))
                                                && RawKafka.text(r).contains(plan));
        assertThat(RawKafka.text(refused)).contains("sign");
        assertThat(shared.project().file(database + ".db")).doesNotExist();
    }

    private String newDatabase(String prefix) {
        var database = shared.newDatabase(prefix);
        shared.project().database(database, MIGRATIONS);
        return database;
    }

    private void awaitMigrated(String database) {
        Waiting.until(
                database + " is migrated",
                () ->
                        shared.process().plans(database).stream()
                                .anyMatch(p -> p.path("state").asText().equals("COMPLETED")));
        assertThat(shared.project().sqlite(database).applied())
                .containsExactly("001_notes", "002_note");
        assertThat(shared.project().sqlite(database).rows("SELECT id FROM notes"))
                .containsExactly("7");
    }

    private void awaitPlanCausedBy(String database, String event) {
        Waiting.until(
                "a plan caused by " + event,
                () ->
                        shared.process().plans(database).stream()
                                .anyMatch(p -> p.path("causedBy").asText().equals(event)));
    }

    private JsonNode awaitRefusal(String request) {
        return data(
                shared.kafka()
                        .await(
                                "the refusal of " + request,
                                RawKafka.PLANS,
                                r ->
                                        "dev.signalbox.plan.refused.v1"
                                                        .equals(RawKafka.header(r, "ce_type"))
                                                && request.equals(
                                                        RawKafka.header(r, "ce_causationid"))));
    }

    private void awaitTrail(String database, java.util.function.Predicate<JsonNode> wanted) {
        Waiting.until(
                "the trail of " + database,
                () -> shared.process().trail("database=" + database).stream().anyMatch(wanted));
    }

    private static JsonNode data(ConsumerRecord<byte[], byte[]> record) {
        try {
            return Json.mapper().readTree(record.value());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Arguments bad(
            String what, String reason, ProducerRecord<byte[], byte[]> record) {
        return Arguments.of(what, reason, record);
    }

    private static ProducerRecord<byte[], byte[]> of(byte[] value, Map<String, String> headers) {
        return Requests.record("bad", value, headers);
    }

    private static ProducerRecord<byte[], byte[]> nullValue() {
        var record =
                new ProducerRecord<byte[], byte[]>(RawKafka.REQUESTS, "bad".getBytes(UTF_8), null);
        Requests.binaryHeaders(Requests.newId(), "bad")
                .forEach((name, text) -> record.headers().add(name, text.getBytes(UTF_8)));
        return record;
    }
}
