package dev.signalbox.audit.messaging;

import dev.signalbox.audit.domain.Entry;
import dev.signalbox.audit.domain.EventData;
import dev.signalbox.audit.domain.Standing;
import dev.signalbox.audit.domain.Subject;
import dev.signalbox.audit.store.PositionStore;
import dev.signalbox.audit.store.TrailStore;
import dev.signalbox.events.DatabaseId;
import dev.signalbox.events.Envelope;
import dev.signalbox.events.Event;
import dev.signalbox.events.EventType;
import dev.signalbox.events.Finding;
import dev.signalbox.events.PlanEvent.PlanReleased;
import dev.signalbox.events.codec.Decoded;
import dev.signalbox.runtime.ServiceSpine;
import dev.signalbox.runtime.inbox.EventHandler;
import dev.signalbox.runtime.inbox.ReceivedRecord;
import dev.signalbox.runtime.security.ServiceKeys;
import dev.signalbox.runtime.store.Transaction;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** Everything becomes an entry, except ticks and what was delivered before. */
public final class AuditHandler implements EventHandler {

    private static final String UNTRUSTED_RELEASE =
            "The release is not signed by a planner that is trusted; the executor refuses it";

    private final ServiceSpine spine;
    private final TrailStore trail;
    private final PositionStore positions;
    private final ServiceKeys keys;

    public AuditHandler(
            ServiceSpine spine, TrailStore trail, PositionStore positions, ServiceKeys keys) {
        this.spine = spine;
        this.trail = trail;
        this.positions = positions;
        this.keys = keys;
    }

    @Override
    public boolean concerns(Event event) {
        return true;
    }

    @Override
    public void handle(Transaction tx, ReceivedRecord record, Decoded.Understood understood) {
        var untrusted =
                understood.event() instanceof PlanReleased release
                        && keys.releasedBy(release).isEmpty();
        var standing = standing(understood.envelope(), understood.type(), understood.digest());
        append(
                tx,
                record,
                Entry.Kind.EVENT,
                subject(understood),
                untrusted ? Standing.CLAIMED : standing,
                untrusted ? UNTRUSTED_RELEASE : null);
    }

    @Override
    public void refuse(Transaction tx, ReceivedRecord record, Decoded.Invalid invalid) {
        append(
                tx,
                record,
                Entry.Kind.EVENT,
                subject(invalid, record),
                standing(invalid.envelope(), invalid.type(), invalid.digest()),
                "Not allowed: " + inWords(invalid.findings()));
    }

    @Override
    public void forged(Transaction tx, ReceivedRecord record, Decoded decoded) {
        switch (decoded) {
            case Decoded.Understood understood ->
                    forged(tx, record, subject(understood), understood.digest());
            case Decoded.Invalid invalid ->
                    forged(tx, record, subject(invalid, record), invalid.digest());
            case Decoded.Unreadable unreadable ->
                    throw new IllegalStateException("What is unreadable has no identity");
        }
    }

    @Override
    public void unreadable(Transaction tx, ReceivedRecord record, Decoded.Unreadable unreadable) {
        var value = record.value();
        var entry =
                new Entry(
                        Entry.Kind.DEAD_LETTER,
                        place(record),
                        null,
                        Standing.NONE,
                        value == null ? null : EventData.digestOf(value),
                        unreadable.reason());
        if (trail.appendOnce(tx, entry)) {
            spine.outbox().write(tx, DeadLetter.of(record, unreadable.reason()));
            count(Entry.Kind.DEAD_LETTER);
        }
        advance(tx, record);
    }

    private void forged(Transaction tx, ReceivedRecord record, Subject subject, String digest) {
        var entry =
                new Entry(
                        Entry.Kind.SECURITY,
                        place(record),
                        subject,
                        standing(subject.envelope(), subject.type(), digest),
                        data(record, subject.type()),
                        "An earlier event had the identity %s and other content; this one is ignored"
                                .formatted(subject.envelope().identity()));
        if (trail.appendOnce(tx, entry)) {
            count(Entry.Kind.SECURITY);
        }
        advance(tx, record);
    }

    private void append(
            Transaction tx,
            ReceivedRecord record,
            Entry.Kind kind,
            Subject subject,
            Standing standing,
            @Nullable String reason) {
        trail.append(
                tx,
                new Entry(
                        kind,
                        place(record),
                        subject,
                        standing,
                        data(record, subject.type()),
                        reason));
        count(kind);
        advance(tx, record);
    }

    private Standing standing(Envelope envelope, EventType type, String digest) {
        return Standing.of(envelope, type, keys.vouching(envelope, digest).isPresent());
    }

    private void advance(Transaction tx, ReceivedRecord record) {
        positions.advance(tx, partition(record), record.offset() + 1);
    }

    private void count(Entry.Kind kind) {
        spine.meters().counter("signalbox.trail.entries", "kind", kind.wire()).increment();
    }

    static TopicPartition partition(ReceivedRecord record) {
        return new TopicPartition(record.topic(), record.partition());
    }

    private static Entry.Place place(ReceivedRecord record) {
        return new Entry.Place(
                record.topic(), record.partition(), record.offset(), record.timestamp());
    }

    private static Subject subject(Decoded.Understood understood) {
        return Subject.of(understood.envelope(), understood.type(), understood.event());
    }

    private static Subject subject(Decoded.Invalid invalid, ReceivedRecord record) {
        return new Subject(
                invalid.envelope(),
                invalid.type(),
                databaseOf(invalid.subject(), record),
                invalid.envelope().correlation());
    }

    /** The database that a request was meant for, as far as it can be told. */
    private static @Nullable DatabaseId databaseOf(
            @Nullable String subject, ReceivedRecord record) {
        if (subject != null && DatabaseId.isValid(subject)) {
            return new DatabaseId(subject);
        }
        var key = record.key() == null ? "" : new String(record.key(), StandardCharsets.UTF_8);
        return DatabaseId.isValid(key) ? new DatabaseId(key) : null;
    }

    private static EventData data(ReceivedRecord record, EventType type) {
        var value = record.value();
        if (value == null) {
            throw new IllegalStateException("An event without a value is unreadable");
        }
        var header = record.headers().lastHeader("content-type");
        var contentType =
                header == null || header.value() == null
                        ? null
                        : new String(header.value(), StandardCharsets.UTF_8);
        return EventData.of(type, contentType, value);
    }

    private static String inWords(List<Finding> findings) {
        return findings.stream()
                .map(f -> (f.where() == null ? "" : f.where() + ": ") + f.message())
                .collect(Collectors.joining("; "));
    }
}
