package dev.signalbox.executor.work;

import dev.signalbox.events.RunId;
import dev.signalbox.executor.store.RunStore;
import dev.signalbox.runtime.store.StoreUnavailableException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** Renews the leases of the runs under way, three times as often as is needed. */
public final class LeaseKeeper implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(LeaseKeeper.class);

    private final RunStore runs;
    private final String executor;
    private final Duration lease;
    private final Set<RunId> kept = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService scheduler =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().name("executor-leases").daemon(true).factory());

    public LeaseKeeper(RunStore runs, String executor, Duration lease) {
        this.runs = runs;
        this.executor = executor;
        this.lease = lease;
    }

    /** Whether a worker of this process is at the run. */
    public boolean isKept(RunId run) {
        return kept.contains(run);
    }

    public Kept keep(RunId run) {
        return new Kept(run);
    }

    @Override
    public void close() {
        scheduler.shutdownNow();
    }

    /** A lease that is renewed until it is closed. */
    public final class Kept implements AutoCloseable {

        private final RunId run;
        private final java.util.concurrent.ScheduledFuture<?> renewal;
        private volatile boolean lost;

        private Kept(RunId run) {
            this.run = run;
            kept.add(run);
            var interval = lease.toMillis() / 3;
            this.renewal =
                    scheduler.scheduleWithFixedDelay(
                            this::renew, interval, interval, TimeUnit.MILLISECONDS);
        }

        /** Somebody else may work on the run now. */
        public boolean lost() {
            return lost;
        }

        private void renew() {
            try {
                if (!runs.renew(run, executor, lease)) {
                    LOG.warnf(
                            "The lease of run %s is lost; another executor may go on with it", run);
                    lost = true;
                }
            } catch (StoreUnavailableException e) {
                // The fence on the database guards what the lease cannot; the next beat tries
                // again.
                LOG.warnf(e, "The lease of run %s could not be renewed", run);
            }
        }

        @Override
        public void close() {
            renewal.cancel(false);
            kept.remove(run);
        }
    }
}
