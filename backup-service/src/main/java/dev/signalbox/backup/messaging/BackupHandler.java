package dev.signalbox.backup.messaging;

import dev.signalbox.backup.domain.DatabaseDirectory;
import dev.signalbox.backup.domain.DatabaseDirectory.Lookup;
import dev.signalbox.backup.domain.SnapshotJob;
import dev.signalbox.backup.domain.StagingJob;
import dev.signalbox.backup.store.JobStore;
import dev.signalbox.backup.store.RequestStore;
import dev.signalbox.backup.store.StagingStore;
import dev.signalbox.events.BackupEvent.RequestRefused;
import dev.signalbox.events.DatabaseId;
import dev.signalbox.events.Envelope;
import dev.signalbox.events.Event;
import dev.signalbox.events.EventType;
import dev.signalbox.events.ExecutionEvent.RestoreNeeded;
import dev.signalbox.events.ExecutionEvent.RunCancelled;
import dev.signalbox.events.ExecutionEvent.RunCompleted;
import dev.signalbox.events.ExecutionEvent.RunFailed;
import dev.signalbox.events.ExecutionEvent.SnapshotNeeded;
import dev.signalbox.events.Finding;
import dev.signalbox.events.PlanId;
import dev.signalbox.events.Request.TakeSnapshot;
import dev.signalbox.events.SnapshotId;
import dev.signalbox.events.codec.Decoded;
import dev.signalbox.runtime.ServiceSpine;
import dev.signalbox.runtime.inbox.EventHandler;
import dev.signalbox.runtime.inbox.ReceivedRecord;
import dev.signalbox.runtime.inbox.RefusedRequest;
import dev.signalbox.runtime.outbox.Cause;
import dev.signalbox.runtime.store.Transaction;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Takes in what operators and runs ask for; the work is done elsewhere. */
public final class BackupHandler implements EventHandler {

    private final ServiceSpine spine;
    private final JobStore jobs;
    private final StagingStore stagings;
    private final RequestStore requests;
    private final DatabaseDirectory databases;
    private final Runnable wakeWorkers;

    public BackupHandler(
            ServiceSpine spine,
            JobStore jobs,
            StagingStore stagings,
            RequestStore requests,
            DatabaseDirectory databases,
            Runnable wakeWorkers) {
        this.spine = spine;
        this.jobs = jobs;
        this.stagings = stagings;
        this.requests = requests;
        this.databases = databases;
        this.wakeWorkers = wakeWorkers;
    }

    @Override
    public boolean concerns(Event event) {
        return switch (event) {
            case TakeSnapshot take -> true;
            case SnapshotNeeded needed -> true;
            case RestoreNeeded needed -> true;
            case RunCompleted completed -> true;
            case RunCancelled cancelled -> true;
            // A run that failed may be retried, and then looks for its copy.
            case RunFailed failed -> failed.rolledBack();
            default -> false;
        };
    }

    @Override
    public void handle(Transaction tx, ReceivedRecord record, Decoded.Understood understood) {
        var envelope = understood.envelope();
        switch (understood.event()) {
            case TakeSnapshot take -> take(tx, take, envelope);
            // A run waits for it: that it cannot be had is for the worker to say, by
            // SnapshotFailed.
            case SnapshotNeeded needed ->
                    queue(tx, needed.database(), needed.plan(), null, envelope);
            case RestoreNeeded needed -> stage(tx, needed, envelope);
            case RunCompleted completed -> stagings.runEnded(tx, completed.run());
            case RunCancelled cancelled -> stagings.runEnded(tx, cancelled.run());
            case RunFailed failed -> stagings.runEnded(tx, failed.run());
            default -> throw new IllegalStateException("Not concerned: " + understood.type());
        }
    }

    @Override
    public void refuse(Transaction tx, ReceivedRecord record, Decoded.Invalid invalid) {
        var request = RefusedRequest.of(record, invalid);
        if (request.type() == EventType.TAKE_SNAPSHOT) {
            requests.refused(tx, request.envelope(), request.findings());
            tell(tx, request.database(), request.envelope(), request.findings());
        }
    }

    @Override
    public void forged(Transaction tx, ReceivedRecord record, Decoded decoded) {
        var request = RefusedRequest.forged(record, decoded);
        if (request.type() == EventType.TAKE_SNAPSHOT) {
            tell(tx, request.database(), request.envelope(), request.findings());
        }
    }

    private void stage(Transaction tx, RestoreNeeded needed, Envelope envelope) {
        stagings.ask(tx, StagingJob.of(needed), envelope.id(), Cause.of(envelope, needed.plan()));
        tx.afterCommit(wakeWorkers);
    }

    private void take(Transaction tx, TakeSnapshot take, Envelope envelope) {
        switch (databases.find(take.database())) {
            case Lookup.Found found -> {
                var snapshot = queue(tx, take.database(), null, take.reason(), envelope);
                requests.accepted(tx, envelope, snapshot);
            }
            case Lookup.Missing missing -> {
                var findings = List.of(missing.finding());
                requests.refused(tx, envelope, findings);
                tell(tx, take.database(), envelope, findings);
            }
        }
    }

    private SnapshotId queue(
            Transaction tx,
            DatabaseId database,
            @Nullable PlanId plan,
            @Nullable String reason,
            Envelope envelope) {
        var header =
                new SnapshotJob.Header(
                        SnapshotId.next(), database, plan, reason, spine.clock().instant());
        jobs.add(tx, SnapshotJob.request(header), envelope.id(), Cause.of(envelope, plan));
        tx.afterCommit(wakeWorkers);
        return header.snapshot();
    }

    private void tell(
            Transaction tx, DatabaseId database, Envelope envelope, List<Finding> findings) {
        spine.outbox()
                .add(
                        tx,
                        new RequestRefused(database, envelope.id(), findings),
                        Cause.of(envelope, null));
    }
}
