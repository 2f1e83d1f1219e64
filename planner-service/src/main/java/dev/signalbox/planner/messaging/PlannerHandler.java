package dev.signalbox.planner.messaging;

import dev.signalbox.events.BackupEvent;
import dev.signalbox.events.DatabaseId;
import dev.signalbox.events.Envelope;
import dev.signalbox.events.Event;
import dev.signalbox.events.EventType;
import dev.signalbox.events.ExecutionEvent;
import dev.signalbox.events.Finding;
import dev.signalbox.events.PlanEvent.PlanRefused;
import dev.signalbox.events.PlanId;
import dev.signalbox.events.Request.RequestPlan;
import dev.signalbox.events.codec.Decoded;
import dev.signalbox.planner.store.PlanJournal;
import dev.signalbox.planner.store.PlanStore;
import dev.signalbox.runtime.ServiceSpine;
import dev.signalbox.runtime.inbox.EventHandler;
import dev.signalbox.runtime.inbox.ReceivedRecord;
import dev.signalbox.runtime.outbox.Cause;
import dev.signalbox.runtime.security.ServiceKeys;
import dev.signalbox.runtime.store.Transaction;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Takes requests in, and follows what becomes of plans. */
public final class PlannerHandler implements EventHandler {

    private static final DatabaseId UNNAMED = new DatabaseId("unnamed");

    private final ServiceSpine spine;
    private final PlanStore plans;
    private final PlanJournal journal;
    private final ServiceKeys keys;
    private final Runnable wakePlanning;

    public PlannerHandler(
            ServiceSpine spine,
            PlanStore plans,
            PlanJournal journal,
            ServiceKeys keys,
            Runnable wakePlanning) {
        this.spine = spine;
        this.plans = plans;
        this.journal = journal;
        this.keys = keys;
        this.wakePlanning = wakePlanning;
    }

    @Override
    public boolean concerns(Event event) {
        return event instanceof RequestPlan || planOf(event).isPresent();
    }

    @Override
    public void handle(Transaction tx, ReceivedRecord record, Decoded.Understood understood) {
        var envelope = understood.envelope();
        if (understood.event() instanceof RequestPlan request) {
            requested(tx, request, envelope, understood.digest());
            return;
        }
        var plan = planOf(understood.event()).orElseThrow();
        plans.apply(tx, plan, understood.event());
        journal.add(tx, plan, envelope, understood.event());
    }

    @Override
    public void tick(Decoded.Understood understood) {
        planOf(understood.event())
                .ifPresent(plan -> journal.tick(plan, understood.envelope(), understood.event()));
    }

    private void requested(Transaction tx, RequestPlan request, Envelope envelope, String digest) {
        var authenticated = keys.vouching(envelope, digest).isPresent();
        // Only a service of ours may choose the plan's id; another's could be somebody else's plan.
        var plan =
                authenticated && envelope.correlation() != null
                        ? envelope.correlation()
                        : PlanId.next();
        if (plans.isKnown(tx, plan)) {
            return;
        }
        plans.add(
                tx,
                new PlanStore.Requested(
                        plan,
                        request,
                        authenticated,
                        spine.clock().instant(),
                        Cause.of(envelope, plan)));
        journal.add(tx, plan, envelope, request);
        tx.afterCommit(wakePlanning);
    }

    @Override
    public void refuse(Transaction tx, ReceivedRecord record, Decoded.Invalid invalid) {
        if (invalid.type() == EventType.REQUEST_PLAN) {
            refuse(
                    tx,
                    databaseOf(invalid.subject(), record),
                    invalid.envelope(),
                    invalid.findings());
        }
    }

    @Override
    public void forged(Transaction tx, ReceivedRecord record, Decoded decoded) {
        switch (decoded) {
            case Decoded.Understood understood -> {
                if (understood.event() instanceof RequestPlan request) {
                    forged(tx, request.database(), understood.envelope());
                }
            }
            case Decoded.Invalid invalid -> {
                if (invalid.type() == EventType.REQUEST_PLAN) {
                    forged(tx, databaseOf(invalid.subject(), record), invalid.envelope());
                }
            }
            case Decoded.Unreadable unreadable ->
                    throw new IllegalStateException("What is unreadable has no identity");
        }
    }

    private void forged(Transaction tx, DatabaseId database, Envelope envelope) {
        refuse(
                tx,
                database,
                envelope,
                List.of(
                        Finding.error(
                                "identity-reused",
                                "id",
                                "An earlier event had the identity %s and other content"
                                        .formatted(envelope.identity()),
                                "Give every request an id of its own.")));
    }

    private void refuse(
            Transaction tx, DatabaseId database, Envelope envelope, List<Finding> findings) {
        var plan = PlanId.next();
        spine.outbox().add(tx, new PlanRefused(plan, database, findings), Cause.of(envelope, plan));
    }

    /** The database that an unreadable request was meant for, as far as it can be told. */
    private static DatabaseId databaseOf(@Nullable String subject, ReceivedRecord record) {
        if (subject != null && DatabaseId.isValid(subject)) {
            return new DatabaseId(subject);
        }
        var key = record.key() == null ? "" : new String(record.key(), StandardCharsets.UTF_8);
        return DatabaseId.isValid(key) ? new DatabaseId(key) : UNNAMED;
    }

    private static Optional<PlanId> planOf(Event event) {
        return switch (event) {
            case ExecutionEvent execution -> Optional.of(execution.plan());
            case BackupEvent.SnapshotStarted e -> Optional.ofNullable(e.plan());
            case BackupEvent.SnapshotProgressed e -> Optional.ofNullable(e.plan());
            case BackupEvent.SnapshotCompleted e -> Optional.ofNullable(e.plan());
            case BackupEvent.SnapshotFailed e -> Optional.ofNullable(e.plan());
            default -> Optional.empty();
        };
    }
}
