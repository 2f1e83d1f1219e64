package dev.signalbox.executor.work;

import dev.signalbox.database.failpoint.FailPoints;
import dev.signalbox.executor.store.BundleStore;
import dev.signalbox.executor.store.RunStore;
import dev.signalbox.runtime.ServiceSpine;
import java.util.function.BooleanSupplier;
import org.jboss.logging.MDC;

/** Leases one run at a time and carries it as far as it goes. Several work side by side. */
public final class RunWorker {

    private final ServiceSpine spine;
    private final RunStore runs;
    private final BundleStore bundles;
    private final Databases databases;
    private final LeaseKeeper leases;
    private final Steering steering;
    private final LockReleases locks;
    private final String executor;
    private final WorkLimits limits;
    private final FailPoints failPoints;
    private final BooleanSupplier stopping;

    /**
     * @param executor the identity under which leases are held
     * @param stopping once true, the step under way is undone, and its run goes on after a restart
     */
    public RunWorker(
            ServiceSpine spine,
            RunStore runs,
            BundleStore bundles,
            Databases databases,
            LeaseKeeper leases,
            Steering steering,
            LockReleases locks,
            String executor,
            WorkLimits limits,
            FailPoints failPoints,
            BooleanSupplier stopping) {
        this.spine = spine;
        this.runs = runs;
        this.bundles = bundles;
        this.databases = databases;
        this.leases = leases;
        this.steering = steering;
        this.locks = locks;
        this.executor = executor;
        this.limits = limits;
        this.failPoints = failPoints;
        this.stopping = stopping;
    }

    /** Works until no run can go on. */
    public void workOff() throws InterruptedException {
        locks.workOff();
        steering.refuseParked();
        while (!stopping.getAsBoolean() && workOnce()) {
            if (Thread.interrupted()) {
                throw new InterruptedException("The worker was told to stop");
            }
        }
    }

    /** Returns false when there was nothing to do. */
    public boolean workOnce() throws InterruptedException {
        var leased = runs.lease(executor, limits.runLease(), leases::isKept);
        failPoints.hit("executor.after-lease");
        if (leased.isEmpty()) {
            return false;
        }
        var stored = leased.get();
        var run = stored.run().header().run();
        MDC.put("run", run.toString());
        MDC.put("plan", stored.run().header().plan().toString());
        try (var kept = leases.keep(run)) {
            new RunDrive(
                            spine,
                            runs,
                            bundles,
                            databases,
                            steering,
                            executor,
                            limits,
                            failPoints,
                            stored,
                            () -> kept.lost() || stopping.getAsBoolean())
                    .go();
        } finally {
            MDC.remove("run");
            MDC.remove("plan");
        }
        return true;
    }
}
