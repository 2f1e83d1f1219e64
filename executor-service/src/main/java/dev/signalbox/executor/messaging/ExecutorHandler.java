package dev.signalbox.executor.messaging;

import dev.signalbox.events.BackupEvent;
import dev.signalbox.events.Event;
import dev.signalbox.events.ExecutionEvent.RunRefused;
import dev.signalbox.events.PlanEvent.PlanPart;
import dev.signalbox.events.PlanEvent.PlanReleased;
import dev.signalbox.events.PlanId;
import dev.signalbox.events.RunId;
import dev.signalbox.events.codec.Decoded;
import dev.signalbox.events.plan.PlanDocument;
import dev.signalbox.executor.domain.ReleaseCheck;
import dev.signalbox.executor.domain.Run;
import dev.signalbox.executor.store.BundleStore;
import dev.signalbox.executor.store.RunStore;
import dev.signalbox.runtime.ServiceSpine;
import dev.signalbox.runtime.inbox.EventHandler;
import dev.signalbox.runtime.inbox.ReceivedRecord;
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
    private final ServiceKeys keys;
    private final Runnable wakeWorkers;

    public ExecutorHandler(
            ServiceSpine spine,
            RunStore runs,
            BundleStore bundles,
            ServiceKeys keys,
            Runnable wakeWorkers) {
        this.spine = spine;
        this.runs = runs;
        this.bundles = bundles;
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
            default -> throw new IllegalStateException("Not concerned: " + understood.type());
        }
    }

    /** Requests are the planner's and the backup service's to refuse. */
    @Override
    public void refuse(Transaction tx, ReceivedRecord record, Decoded.Invalid invalid) {}

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
                tx.afterCommit(wakeWorkers);
            }
        }
    }

    private void snapshotTaken(Transaction tx, BackupEvent.SnapshotCompleted completed) {
        waiting(tx, completed.plan())
                .ifPresent(
                        stored -> {
                            var running = (Run.Running) stored.run();
                            var manifest = completed.manifest();
                            runs.keepSnapshot(tx, running.header().run(), manifest);
                            var result = new Run.StepResult(manifest.duration(), 0, false, null);
                            var now = spine.clock().instant();
                            var plan = plan(tx, running.header().plan());
                            runs.save(tx, running.completeStep(plan, result, now), stored.cause());
                            tx.afterCommit(wakeWorkers);
                        });
    }

    private void snapshotFailed(Transaction tx, BackupEvent.SnapshotFailed failed) {
        waiting(tx, failed.plan())
                .ifPresent(
                        stored -> {
                            var running = (Run.Running) stored.run();
                            var finding = failed.finding();
                            var failure =
                                    Run.StepFailure.of(
                                            "The snapshot failed: " + finding.message(),
                                            finding.remedy());
                            runs.save(tx, running.fail(failure), stored.cause());
                            tx.afterCommit(wakeWorkers);
                        });
    }

    private Optional<RunStore.Stored> waiting(Transaction tx, @Nullable PlanId plan) {
        return plan == null
                ? Optional.empty()
                : runs.find(tx, plan)
                        .filter(s -> s.run() instanceof Run.Running r && r.awaitingSnapshot());
    }

    private PlanDocument plan(Transaction tx, PlanId plan) {
        try {
            return bundles.find(tx, plan).orElseThrow().document();
        } catch (IOException e) {
            throw new IllegalStateException("The bundle of plan " + plan + " was read before", e);
        }
    }
}
