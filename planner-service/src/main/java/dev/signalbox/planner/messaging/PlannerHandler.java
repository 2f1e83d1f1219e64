package dev.signalbox.planner.messaging;

import dev.signalbox.events.BackupEvent;
import dev.signalbox.events.Envelope;
import dev.signalbox.events.Event;
import dev.signalbox.events.EventType;
import dev.signalbox.events.ExecutionEvent;
import dev.signalbox.events.PlanEvent.PlanRefused;
import dev.signalbox.events.PlanId;
import dev.signalbox.events.Request;
import dev.signalbox.events.Request.RequestPlan;
import dev.signalbox.events.codec.Decoded;
import dev.signalbox.planner.store.ManifestStore;
import dev.signalbox.planner.store.PlanJournal;
import dev.signalbox.planner.store.PlanStore;
import dev.signalbox.runtime.ServiceSpine;
import dev.signalbox.runtime.inbox.EventHandler;
import dev.signalbox.runtime.inbox.ReceivedRecord;
import dev.signalbox.runtime.inbox.RefusedRequest;
import dev.signalbox.runtime.outbox.Cause;
import dev.signalbox.runtime.security.ServiceKeys;
import dev.signalbox.runtime.store.Transaction;
import java.util.Optional;

/** Takes requests in, and follows what becomes of plans. */
public final class PlannerHandler implements EventHandler {

    private final ServiceSpine spine;
    private final PlanStore plans;
    private final PlanJournal journal;
    private final ManifestStore manifests;
    private final ServiceKeys keys;
    private final Runnable wakePlanning;

    public PlannerHandler(
            ServiceSpine spine,
            PlanStore plans,
            PlanJournal journal,
            ManifestStore manifests,
            ServiceKeys keys,
            Runnable wakePlanning) {
        this.spine = spine;
        this.plans = plans;
        this.journal = journal;
        this.manifests = manifests;
        this.keys = keys;
        this.wakePlanning = wakePlanning;
    }

    @Override
    public boolean concerns(Event event) {
        return event instanceof RequestPlan
                || event instanceof BackupEvent.SnapshotCompleted
                || planOf(event).isPresent();
    }

    @Override
    public void handle(Transaction tx, ReceivedRecord record, Decoded.Understood understood) {
        var envelope = understood.envelope();
        if (understood.event() instanceof RequestPlan request) {
            requested(tx, request, envelope, understood.digest());
            return;
        }
        if (understood.event() instanceof BackupEvent.SnapshotCompleted completed) {
            manifests.keep(tx, completed.manifest());
        }
        planOf(understood.event()).ifPresent(plan -> told(tx, plan, understood));
    }

    private void told(Transaction tx, PlanId plan, Decoded.Understood understood) {
        var event = understood.event();
        if (event instanceof Request.Steering && !plans.isKnown(tx, plan)) {
            return;
        }
        plans.apply(tx, plan, event);
        journal.add(tx, plan, understood.envelope(), event);
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
        refuse(tx, RefusedRequest.of(record, invalid));
    }

    @Override
    public void forged(Transaction tx, ReceivedRecord record, Decoded decoded) {
        refuse(tx, RefusedRequest.forged(record, decoded));
    }

    private void refuse(Transaction tx, RefusedRequest request) {
        if (request.type() == EventType.REQUEST_PLAN) {
            var plan = PlanId.next();
            spine.outbox()
                    .add(
                            tx,
                            new PlanRefused(plan, request.database(), request.findings()),
                            Cause.of(request.envelope(), plan));
        }
    }

    private static Optional<PlanId> planOf(Event event) {
        return switch (event) {
            case ExecutionEvent execution -> Optional.ofNullable(execution.plan());
            case BackupEvent.SnapshotStarted e -> Optional.ofNullable(e.plan());
            case BackupEvent.SnapshotProgressed e -> Optional.ofNullable(e.plan());
            case BackupEvent.SnapshotCompleted e -> Optional.ofNullable(e.plan());
            case BackupEvent.SnapshotFailed e -> Optional.ofNullable(e.plan());
            case BackupEvent.RestoreStaged e -> Optional.of(e.plan());
            case BackupEvent.RestoreFailed e -> Optional.of(e.plan());
            case Request.Steering e -> Optional.of(e.plan());
            default -> Optional.empty();
        };
    }
}
