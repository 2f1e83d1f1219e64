package dev.signalbox.backup.work;

import dev.signalbox.backup.domain.SnapshotJob;
import dev.signalbox.backup.store.JobStore;
import dev.signalbox.database.failpoint.FailPoints;
import dev.signalbox.runtime.ServiceSpine;
import java.util.function.BooleanSupplier;
import org.jboss.logging.MDC;

/** Works on one job after the other; several may stand side by side. */
public final class SnapshotWorker {

    private final ServiceSpine spine;
    private final JobStore jobs;
    private final OpenJobs open;
    private final RunningSnapshots running;
    private final SnapshotAttempt attempt;
    private final FailPoints failPoints;
    private final BooleanSupplier stopping;

    /**
     * @param stopping once true, no further job is begun
     */
    public SnapshotWorker(
            ServiceSpine spine,
            JobStore jobs,
            OpenJobs open,
            RunningSnapshots running,
            SnapshotAttempt attempt,
            FailPoints failPoints,
            BooleanSupplier stopping) {
        this.spine = spine;
        this.jobs = jobs;
        this.open = open;
        this.running = running;
        this.attempt = attempt;
        this.failPoints = failPoints;
        this.stopping = stopping;
    }

    /** Works until nothing is left to begin. */
    public void workOff() {
        var more = true;
        while (more && !stopping.getAsBoolean()) {
            more = workOnce();
        }
    }

    /** Returns false when there was nothing to do. */
    public boolean workOnce() {
        var taken = open.take();
        if (taken.isEmpty()) {
            return false;
        }
        var stored = taken.get();
        var header = stored.job().header();
        MDC.put("snapshot", header.snapshot().toString());
        if (header.plan() != null) {
            MDC.put("plan", header.plan().toString());
        }
        try {
            work(stored);
            return true;
        } finally {
            running.ended(header.snapshot());
            open.giveBack(stored);
            MDC.remove("snapshot");
            MDC.remove("plan");
        }
    }

    private void work(JobStore.Stored stored) {
        var cause = stored.cause();
        failPoints.hit("backup.before-start");
        var job =
                switch (stored.job()) {
                    case SnapshotJob.Pending pending ->
                            jobs.save(pending.start(spine.clock().instant()), cause).job();
                    case SnapshotJob.Running resumed -> resumed;
                    case SnapshotJob.Completed completed -> completed;
                    case SnapshotJob.Failed failed -> failed;
                };
        failPoints.hit("backup.after-start");
        if (job instanceof SnapshotJob.Running current) {
            var ticks = new SnapshotTicks(spine, current.header(), cause, running);
            var end =
                    switch (attempt.take(current.header(), ticks)) {
                        case SnapshotAttempt.Result.Published published ->
                                current.complete(published.manifest());
                        case SnapshotAttempt.Result.Failed failed -> current.fail(failed.finding());
                    };
            failPoints.hit("backup.before-end");
            jobs.save(end, cause);
            failPoints.hit("backup.after-end");
        }
    }
}
