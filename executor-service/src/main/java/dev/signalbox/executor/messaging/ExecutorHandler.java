package dev.signalbox.executor.messaging;

import dev.signalbox.events.BackupEvent;
import dev.signalbox.events.DatabaseId;
import dev.signalbox.events.Envelope;
import dev.signalbox.events.Event;
import dev.signalbox.events.ExecutionEvent.RequestRefused;
import dev.signalbox.events.ExecutionEvent.RunRefused;
import dev.signalbox.events.Finding;
import dev.signalbox.events.PlanEvent.PlanPart;
import dev.signalbox.events.PlanEvent.PlanReleased;
import dev.signalbox.events.PlanId;
import dev.signalbox.events.Request;
import dev.signalbox.events.RunId;
import dev.signalbox.events.codec.Decoded;
import dev.signalbox.events.plan.PlanDocument;
import dev.signalbox.executor.domain.Paused;
import dev.signalbox.executor.domain.ReleaseCheck;
import dev.signalbox.executor.domain.RollingBack;
import dev.signalbox.executor.domain.Run;
import dev.signalbox.executor.domain.Running;
import dev.signalbox.executor.domain.StepResult;
import dev.signalbox.executor.store.BundleStore;
import dev.signalbox.executor.store.RequestStore;
import dev.signalbox.executor.store.RunStore;
import dev.signalbox.executor.work.Steering;
import dev.signalbox.runtime.ServiceSpine;
import dev.signalbox.runtime.inbox.EventHandler;
import dev.signalbox.runtime.inbox.ReceivedRecord;
import dev.signalbox.runtime.inbox.RefusedRequest;
import dev.signalbox.runtime.outbox.Cause;
import dev.signalbox.runtime.security.ServiceKeys;
import dev.signalbox.runtime.store.Transaction;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Takes in bundles and releases, and the snapshots that runs wait for. */
public final class ExecutorHandler implements EventHandler {

    private final ServiceSpine spine;
    private final RunStore runs;
    private final BundleStore bundles;
    private final Steering steering;
    private final RequestStore requests;
    private final ServiceKeys keys;
    private final Runnable wakeWorkers;

    public ExecutorHandler(
            ServiceSpine spine,
            RunStore runs,
            BundleStore bundles,
            Steering steering,
            RequestStore requests,
            ServiceKeys keys,
            Runnable wakeWorkers) {
        this.spine = spine;
        this.runs = runs;
        this.bundles = bundles;
        this.steering = steering;
        this.requests = requests;
        this.keys = keys;
        this.wakeWorkers = wakeWorkers;
    }

    @Override
    public boolean concerns(Event event) {
        return switch (event) {
            case PlanPart part -> true;
            case PlanReleased released -> true;
            case BackupEvent.SnapshotCompleted completed -> completed.plan() != null;
            case BackupEvent.SnapshotFailed failed -> failed.plan() != null;
            case BackupEvent.RestoreStaged staged -> true;
            case BackupEvent.RestoreFailed failed -> true;
            case Request.Steering request -> true;
            case Request.ReleaseLock release -> true;
            default -> false;
        };
    }

    @Override
    public void handle(Transaction tx, ReceivedRecord record, Decoded.Understood understood) {
        switch (understood.event()) {
            case PlanPart part -> bundles.keep(tx, part);
            case PlanReleased released -> released(tx, released, understood);
            case BackupEvent.SnapshotCompleted completed -> snapshotTaken(tx, completed);
            case BackupEvent.SnapshotFailed failed -> snapshotFailed(tx, failed);
            case BackupEvent.RestoreStaged staged -> restoreStaged(tx, staged);
            case BackupEvent.RestoreFailed failed -> restoreFailed(tx, failed);
            case Request.Steering request -> steer(tx, request, understood.envelope());
            case Request.ReleaseLock release -> unlock(tx, release, understood);
            default -> throw new IllegalStateException("Not concerned: " + understood.type());
        }
    }

    @Override
    public void refuse(Transaction tx, ReceivedRecord record, Decoded.Invalid invalid) {
        var request = RefusedRequest.of(record, invalid);
        if (isOurs(request)) {
            requests.refused(tx, request.envelope().id(), request.findings());
            tell(tx, request.database(), request.envelope(), request.findings());
        }
    }

    @Override
    public void forged(Transaction tx, ReceivedRecord record, Decoded decoded) {
        if (decoded instanceof Decoded.Unreadable) {
            return;
        }
        var request = RefusedRequest.forged(record, decoded);
        if (isOurs(request)) {
            // What became of the one whose identity was used stays as it is.
            tell(tx, request.database(), request.envelope(), request.findings());
        }
    }

    /** Other services' requests are theirs to refuse. */
    private static boolean isOurs(RefusedRequest request) {
        return switch (request.type()) {
            case PAUSE_RUN, RESUME_RUN, CANCEL_RUN, RETRY_RUN, RELEASE_LOCK -> true;
            default -> false;
        };
    }

    private void tell(
            Transaction tx, DatabaseId database, Envelope envelope, List<Finding> findings) {
        spine.outbox()
                .add(
                        tx,
                        new RequestRefused(
                                envelope.correlation(), database, envelope.id(), findings),
                        Cause.of(envelope, envelope.correlation()));
    }

    private void steer(Transaction tx, Request.Steering request, Envelope envelope) {
        steering.take(tx, request, envelope.id(), Cause.of(envelope, request.plan()));
        tx.afterCommit(wakeWorkers);
    }

    private void unlock(
            Transaction tx, Request.ReleaseLock release, Decoded.Understood understood) {
        var envelope = understood.envelope();
        if (keys.vouching(envelope, understood.digest()).isEmpty()) {
            var findings =
                    List.of(
                            Finding.error(
                                    "not-allowed-for-claimed-actor",
                                    "authid",
                                    "A request whose actor is only claimed may not take a lock",
                                    "Ask by 'signalbox unlock' or REST, where the actor is"
                                            + " authenticated."));
            requests.refused(tx, envelope.id(), findings);
            tell(tx, release.database(), envelope, findings);
            return;
        }
        requests.addUnlock(tx, release, Cause.of(envelope, null), envelope.id());
        tx.afterCommit(wakeWorkers);
    }

    private void released(Transaction tx, PlanReleased release, Decoded.Understood understood) {
        if (runs.isKnown(tx, release.plan())) {
            return;
        }
        var cause = Cause.of(understood.envelope(), release.plan());
        var check =
                ReleaseCheck.of(
                        release,
                        keys.releasedBy(release),
                        bundles.find(tx, release.plan()),
                        spine.clock().instant());
        switch (check) {
            case ReleaseCheck.Refused refused ->
                    spine.outbox()
                            .add(
                                    tx,
                                    new RunRefused(
                                            release.plan(),
                                            release.database(),
                                            List.of(refused.finding())),
                                    cause);
            case ReleaseCheck.Good good -> {
                var header =
                        new Run.Header(
                                RunId.next(),
                                release.plan(),
                                release.database(),
                                release.hash(),
                                spine.clock().instant());
                runs.queue(tx, header, good.plan().steps().size(), cause);
                // What came before its plan was known.
                steering.obey(tx, release.plan());
                tx.afterCommit(wakeWorkers);
            }
        }
    }

    private void snapshotTaken(Transaction tx, BackupEvent.SnapshotCompleted completed) {
        var manifest = completed.manifest();
        waiting(tx, completed.plan())
                .ifPresent(
                        stored -> {
                            var header = stored.run().header();
                            runs.keepSnapshot(tx, header.run(), manifest);
                            var result = StepResult.of(manifest.duration());
                            var now = spine.clock().instant();
                            var plan = plan(tx, header.plan());
                            var next =
                                    stored.run() instanceof Paused paused
                                            ? paused.completeStep(plan, result, now)
                                            : ((Running) stored.run())
                                                    .completeStep(plan, result, now);
                            runs.save(tx, next, stored.cause());
                            tx.afterCommit(wakeWorkers);
                        });
    }

    private void snapshotFailed(Transaction tx, BackupEvent.SnapshotFailed failed) {
        waiting(tx, failed.plan())
                .ifPresent(stored -> fail(tx, stored, "The snapshot failed: ", failed.finding()));
    }

    private void restoreStaged(Transaction tx, BackupEvent.RestoreStaged staged) {
        waiting(tx, staged.plan())
                .ifPresent(
                        stored -> {
                            var next =
                                    switch (stored.run()) {
                                        case Running running -> running.staged(staged.file());
                                        case Paused paused -> paused.staged(staged.file());
                                        case RollingBack back -> back.staged(staged.file());
                                        case Run other -> other;
                                    };
                            runs.staged(tx, next);
                            tx.afterCommit(wakeWorkers);
                        });
    }

    private void restoreFailed(Transaction tx, BackupEvent.RestoreFailed failed) {
        waiting(tx, failed.plan())
                .ifPresent(
                        stored ->
                                fail(
                                        tx,
                                        stored,
                                        "The snapshot cannot be restored: ",
                                        failed.finding()));
    }

    private void fail(Transaction tx, RunStore.Stored stored, String what, Finding finding) {
        var plan = plan(tx, stored.run().header().plan());
        var failure = Run.StepFailure.of(what + finding.message(), finding.remedy());
        var next =
                switch (stored.run()) {
                    case Running running -> running.fail(plan, failure);
                    case Paused paused -> paused.fail(plan, failure);
                    case RollingBack back -> back.failOver(plan, failure.error());
                    case Run other -> throw new IllegalStateException("Waits as " + other.state());
                };
        runs.save(tx, next, stored.cause());
        tx.afterCommit(wakeWorkers);
    }

    /** The plan's run, if it waits for the backup service. */
    private Optional<RunStore.Stored> waiting(Transaction tx, @Nullable PlanId plan) {
        return plan == null
                ? Optional.empty()
                : runs.find(tx, plan).filter(s -> isAwaiting(s.run()));
    }

    private static boolean isAwaiting(Run run) {
        return switch (run) {
            case Running r -> r.progress().awaiting();
            case Paused r -> r.progress() != null && r.progress().awaiting();
            case RollingBack r -> r.progress().awaiting();
            default -> false;
        };
    }

    private PlanDocument plan(Transaction tx, PlanId plan) {
        try {
            return bundles.find(tx, plan).orElseThrow().document();
        } catch (IOException e) {
            throw new IllegalStateException("The bundle of plan " + plan + " was read before", e);
        }
    }
}
