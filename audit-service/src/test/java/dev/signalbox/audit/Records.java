package dev.signalbox.audit;

import dev.signalbox.events.Actor;
import dev.signalbox.events.DatabaseId;
import dev.signalbox.events.Envelope;
import dev.signalbox.events.Event;
import dev.signalbox.events.EventId;
import dev.signalbox.events.ExecutionEvent.RunQueued;
import dev.signalbox.events.Message;
import dev.signalbox.events.PlanId;
import dev.signalbox.events.Request.TakeSnapshot;
import dev.signalbox.events.RunId;
import dev.signalbox.events.codec.EventCodec;
import dev.signalbox.runtime.inbox.ReceivedRecord;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/** Records as Kafka would deliver them. */
public final class Records {

    public static final DatabaseId KB = new DatabaseId("kb");
    public static final PlanId PLAN = PlanId.of("0197f000-0000-7000-8000-000000000001");
    private static final EventCodec CODEC = new EventCodec();

    private final Map<String, Long> offsets = new HashMap<>();

    /** A request of an operator, as a raw Kafka client sends it. */
    public ReceivedRecord request(String id, String reason) {
        return event(
                envelope("/ops/alice", id, Actor.user("alice"), null),
                new TakeSnapshot(KB, reason));
    }

    /** A fact of the executor. */
    public ReceivedRecord fact(String id, String database, PlanId plan) {
        return event(
                envelope("/signalbox/executor", id, Actor.user("local:bob"), plan),
                new RunQueued(plan, RunId.next(), new DatabaseId(database), "hash", 3));
    }

    public static Envelope envelope(
            String source, String id, Actor actor, @Nullable PlanId correlation) {
        return new Envelope(
                new EventId(id),
                URI.create(source),
                Instant.parse("2026-05-01T12:00:00.123456Z"),
                correlation,
                new EventId("cause"),
                correlation == null ? null : 7L,
                actor,
                null,
                null);
    }

    public ReceivedRecord event(Envelope envelope, Event event) {
        var written = CODEC.encode(new Message(envelope, event));
        var headers = new RecordHeaders();
        written.headers().forEach((name, text) -> headers.add(name, utf8(text)));
        return record(written.topic(), headers, written.value());
    }

    /** A request in binary mode with any data. */
    public ReceivedRecord request(String id, byte[] data) {
        var headers = new RecordHeaders();
        headers.add("content-type", utf8("application/json"));
        headers.add("ce_specversion", utf8("1.0"));
        headers.add("ce_type", utf8("dev.signalbox.snapshot.take.v1"));
        headers.add("ce_source", utf8("/ops/alice"));
        headers.add("ce_id", utf8(id));
        return record("signalbox.requests", headers, data);
    }

    /** A whole CloudEvent in the value. */
    public ReceivedRecord structured(String json) {
        var headers = new RecordHeaders();
        headers.add("content-type", utf8("application/cloudevents+json; charset=utf-8"));
        return record("signalbox.requests", headers, utf8(json));
    }

    public ReceivedRecord record(String topic, Headers headers, byte @Nullable [] value) {
        var offset = offsets.merge(topic, 1L, Long::sum) - 1;
        return new ReceivedRecord(
                topic, 2, offset, Instant.ofEpochSecond(1_000), utf8("kb"), headers, value);
    }

    public static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
