package dev.signalbox.runtime.outbox;

import dev.signalbox.events.Envelope;
import dev.signalbox.events.Event;
import dev.signalbox.events.EventId;
import dev.signalbox.events.Message;
import dev.signalbox.events.PlanId;
import dev.signalbox.events.codec.EventCodec;
import dev.signalbox.events.codec.Json;
import dev.signalbox.events.codec.KafkaEvent;
import dev.signalbox.runtime.store.Transaction;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** Events to be sent, written in the transaction of the state that they tell of. */
public final class Outbox {

    private final URI source;
    private final EventCodec codec;
    private final Clock clock;
    private final Runnable wakeRelay;

    /**
     * @param service whose events these are; the CloudEvents source is {@code /signalbox/<service>}
     * @param wakeRelay called after a commit that has something to send
     */
    public Outbox(String service, EventCodec codec, Clock clock, Runnable wakeRelay) {
        this.source = URI.create("/signalbox/" + service);
        this.codec = codec;
        this.clock = clock;
        this.wakeRelay = wakeRelay;
    }

    public URI source() {
        return source;
    }

    /** Adds an event of this service, with the next sequence of its plan; returns its envelope. */
    public Envelope add(Transaction transaction, Event event, Cause cause) {
        var plan = cause.correlation();
        var sequence = plan == null ? null : nextSequence(transaction, plan);
        var envelope = envelope(cause, sequence);
        add(transaction, new Message(envelope, event));
        return envelope;
    }

    /** Adds an event whose envelope stands already, such as a signed request. */
    public void add(Transaction transaction, Message message) {
        write(transaction, codec.encode(message));
    }

    /** Adds a record that is no event, such as a dead letter. */
    public void write(Transaction transaction, KafkaEvent written) {
        transaction.update(
                "INSERT INTO outbox (topic, record_key, headers, value, written_at)"
                        + " VALUES (?, ?, ?, ?, ?)",
                written.topic(),
                written.key() == null ? "" : written.key(),
                new String(Json.write(written.headers()), java.nio.charset.StandardCharsets.UTF_8),
                written.value(),
                clock.instant());
        transaction.afterCommit(wakeRelay);
    }

    /** A tick: it has no sequence and is not kept, so that it does not go through the store. */
    public KafkaEvent tick(Event event, Cause cause) {
        return codec.encode(new Message(envelope(cause, null), event));
    }

    /** How many events wait to be sent. */
    public static long waiting(Transaction transaction) {
        return transaction
                .first("SELECT count(*) AS n FROM outbox", row -> row.number("n"))
                .orElse(0L);
    }

    /** An envelope of this service for now. */
    public Envelope envelope(Cause cause, @Nullable Long sequence) {
        return new Envelope(
                EventId.next(),
                source,
                now(),
                cause.correlation(),
                cause.causation(),
                sequence,
                cause.actor(),
                cause.traceparent(),
                null);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    private static long nextSequence(Transaction transaction, PlanId plan) {
        transaction.update(
                "INSERT INTO outbox_sequence (plan, last) VALUES (?, 1)"
                        + " ON CONFLICT (plan) DO UPDATE SET last = last + 1",
                plan);
        return transaction
                .first(
                        "SELECT last FROM outbox_sequence WHERE plan = ?",
                        row -> row.number("last"),
                        plan)
                .orElseThrow();
    }
}
