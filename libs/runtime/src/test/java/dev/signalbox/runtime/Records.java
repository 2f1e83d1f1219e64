package dev.signalbox.runtime;

import dev.signalbox.events.Actor;
import dev.signalbox.events.DatabaseId;
import dev.signalbox.events.Envelope;
import dev.signalbox.events.Event;
import dev.signalbox.events.EventId;
import dev.signalbox.events.Message;
import dev.signalbox.events.Request.TakeSnapshot;
import dev.signalbox.events.codec.EventCodec;
import dev.signalbox.runtime.inbox.ReceivedRecord;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/** Records as Kafka would deliver them, one after the other on one partition. */
public final class Records {

    public static final DatabaseId KB = new DatabaseId("kb");
    private static final EventCodec CODEC = new EventCodec();

    private long offset;

    public static Envelope envelope(String id) {
        return new Envelope(
                new EventId(id),
                URI.create("/ops/alice"),
                Instant.parse("2026-05-01T12:00:00Z"),
                null,
                null,
                null,
                Actor.user("alice"),
                null,
                null);
    }

    public static TakeSnapshot take(String reason) {
        return new TakeSnapshot(KB, reason);
    }

    public ReceivedRecord request(String id, String reason) {
        return event(envelope(id), take(reason));
    }

    public ReceivedRecord event(Envelope envelope, Event event) {
        var written = CODEC.encode(new Message(envelope, event));
        var headers = new RecordHeaders();
        written.headers().forEach((name, text) -> headers.add(name, utf8(text)));
        return record(headers, written.value());
    }

    public ReceivedRecord request(String id, byte[] data) {
        var headers = new RecordHeaders();
        headers.add("content-type", utf8("application/json"));
        headers.add("ce_specversion", utf8("1.0"));
        headers.add("ce_type", utf8("dev.signalbox.snapshot.take.v1"));
        headers.add("ce_source", utf8("/ops/alice"));
        headers.add("ce_id", utf8(id));
        return record(headers, data);
    }

    public ReceivedRecord record(Headers headers, byte @Nullable [] value) {
        return new ReceivedRecord(
                "signalbox.requests", 0, offset++, Instant.EPOCH, utf8("kb"), headers, value);
    }

    public static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
