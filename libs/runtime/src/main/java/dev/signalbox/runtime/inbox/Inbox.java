package dev.signalbox.runtime.inbox;

import dev.signalbox.events.Envelope;
import dev.signalbox.events.codec.Decoded;
import dev.signalbox.events.codec.EventCodec;
import dev.signalbox.runtime.store.Store;
import dev.signalbox.runtime.store.StoreUnavailableException;
import dev.signalbox.runtime.store.Transaction;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.jboss.logging.Logger;
import org.jboss.logging.MDC;
import org.jspecify.annotations.Nullable;

/**
 * Takes what Kafka delivers, a poll's records in one transaction with everything that follows from
 * them, and only then returns, which acknowledges them. While the store is away it waits: an outage
 * never turns good events into dead ones.
 */
public final class Inbox {

    private static final Logger LOG = Logger.getLogger(Inbox.class);
    private static final Duration LONGEST_BACK_OFF = Duration.ofSeconds(5);

    /** Longer than the longest retention of a topic, so that no redelivery is taken for news. */
    private static final Duration KEEP = Duration.ofDays(45);

    private final String service;
    private final Store store;
    private final EventCodec codec;
    private final EventHandler handler;
    private final MeterRegistry meters;
    private final Clock clock;
    private final AtomicReference<@Nullable Instant> stalledSince = new AtomicReference<>();

    public Inbox(
            String service,
            Store store,
            EventCodec codec,
            EventHandler handler,
            MeterRegistry meters,
            Clock clock) {
        this.service = service;
        this.store = store;
        this.codec = codec;
        this.handler = handler;
        this.meters = meters;
        this.clock = clock;
    }

    /** Since when the store has been refusing events, if it is. */
    public Optional<Instant> stalledSince() {
        return Optional.ofNullable(stalledSince.get());
    }

    /** What one poll brought. */
    public void accept(ConsumerRecords<byte[], byte[]> poll) throws InterruptedException {
        var batch = new ArrayList<ReceivedRecord>(poll.count());
        poll.forEach(record -> batch.add(ReceivedRecord.of(record)));
        accept(batch);
    }

    public void accept(List<ReceivedRecord> batch) throws InterruptedException {
        try {
            untilAvailable(() -> store.change(tx -> batch.forEach(record -> take(tx, record))));
        } catch (StoreUnavailableException e) {
            throw e;
        } catch (RuntimeException e) {
            LOG.warnf(e, "A batch of %d events failed; they are taken one by one", batch.size());
            for (var record : batch) {
                takeAlone(record);
            }
        }
    }

    /** Forgets identities that no topic can deliver again. */
    public int forgetOld() {
        return store.write(
                tx ->
                        tx.update(
                                "DELETE FROM inbox WHERE received_at < ?",
                                clock.instant().minus(KEEP)));
    }

    /** A bug in what follows from one event must not hold up the others. */
    private void takeAlone(ReceivedRecord record) throws InterruptedException {
        try {
            untilAvailable(() -> store.change(tx -> take(tx, record)));
        } catch (StoreUnavailableException e) {
            throw e;
        } catch (RuntimeException e) {
            LOG.errorf(
                    e,
                    "The event at %s could not be handled: it is kept in failed_event of the %s store",
                    record.place(),
                    service);
            count("failed");
            untilAvailable(
                    () ->
                            store.change(
                                    tx ->
                                            tx.update(
                                                    "INSERT INTO failed_event (topic,"
                                                            + " record_partition, record_offset, error,"
                                                            + " failed_at) VALUES (?, ?, ?, ?, ?) ON"
                                                            + " CONFLICT DO NOTHING",
                                                    record.topic(),
                                                    record.partition(),
                                                    record.offset(),
                                                    e.toString(),
                                                    clock.instant())));
        }
    }

    private void take(Transaction transaction, ReceivedRecord record) {
        switch (codec.decode(record.headers(), record.value())) {
            case Decoded.Understood understood -> {
                if (understood.event().tick()) {
                    handler.tick(understood);
                } else if (handler.concerns(understood.event())) {
                    identified(
                            transaction,
                            record,
                            understood,
                            understood.envelope(),
                            understood.digest(),
                            () -> handler.handle(transaction, record, understood));
                }
            }
            case Decoded.Invalid invalid ->
                    identified(
                            transaction,
                            record,
                            invalid,
                            invalid.envelope(),
                            invalid.digest(),
                            () -> handler.refuse(transaction, record, invalid));
            case Decoded.Unreadable unreadable -> {
                count("unreadable");
                handler.unreadable(transaction, record, unreadable);
            }
        }
    }

    private void identified(
            Transaction transaction,
            ReceivedRecord record,
            Decoded decoded,
            Envelope envelope,
            String digest,
            Runnable effect) {
        var isNew =
                transaction.update(
                                "INSERT INTO inbox (source, id, digest, received_at)"
                                        + " VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING",
                                envelope.source(),
                                envelope.id(),
                                digest,
                                clock.instant())
                        == 1;
        if (isNew) {
            count("accepted");
            MDC.put("event", envelope.id().value());
            if (envelope.correlation() != null) {
                MDC.put("plan", envelope.correlation().toString());
            }
            try {
                effect.run();
            } finally {
                MDC.remove("event");
                MDC.remove("plan");
            }
        } else if (knownDigest(transaction, envelope).equals(digest)) {
            count("duplicate");
        } else {
            LOG.warnf(
                    "The event at %s has the identity %s of an earlier one but other content: ignored",
                    record.place(), envelope.identity());
            count("forged");
            handler.forged(transaction, record, decoded);
        }
    }

    private static String knownDigest(Transaction transaction, Envelope envelope) {
        return transaction
                .first(
                        "SELECT digest FROM inbox WHERE source = ? AND id = ?",
                        row -> row.text("digest"),
                        envelope.source(),
                        envelope.id())
                .orElseThrow();
    }

    private void untilAvailable(Runnable work) throws InterruptedException {
        var backOff = Duration.ofMillis(20);
        while (true) {
            try {
                work.run();
                stalledSince.set(null);
                return;
            } catch (StoreUnavailableException e) {
                if (stalledSince.compareAndSet(null, clock.instant())) {
                    LOG.warnf(e, "The %s store is away; events wait", service);
                }
                Thread.sleep(backOff);
                var next = backOff.multipliedBy(2);
                backOff = next.compareTo(LONGEST_BACK_OFF) < 0 ? next : LONGEST_BACK_OFF;
            }
        }
    }

    private void count(String outcome) {
        meters.counter("signalbox.events.received", "service", service, "outcome", outcome)
                .increment();
    }
}
