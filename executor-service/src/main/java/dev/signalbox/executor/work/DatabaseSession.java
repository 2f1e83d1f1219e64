package dev.signalbox.executor.work;

import dev.signalbox.database.BackupRecord;
import dev.signalbox.database.DatabaseException;
import dev.signalbox.database.LeaseOutcome;
import dev.signalbox.database.LeaseRequest;
import dev.signalbox.database.LeasedDatabase;
import dev.signalbox.database.LockHolder;
import dev.signalbox.database.ManagedDatabase;
import dev.signalbox.database.WaitPolicy;
import dev.signalbox.events.ExecutionEvent.LockWaited;
import dev.signalbox.executor.domain.Run;
import dev.signalbox.executor.store.RunStore;
import dev.signalbox.runtime.ServiceSpine;
import dev.signalbox.runtime.outbox.Cause;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * A run's hold on its database: taken when first needed, taken again when it was lost, and never
 * written through after that.
 */
final class DatabaseSession {

    private static final Logger LOG = Logger.getLogger(DatabaseSession.class);
    private static final Duration BETWEEN_TRIES = Duration.ofMillis(100);
    private static final Duration FIRST_NOTICE = Duration.ofMillis(500);

    private final ServiceSpine spine;
    private final RunStore runs;
    private final ManagedDatabase database;
    private final String executor;
    private final WorkLimits limits;
    private final Run run;
    private final Cause cause;
    private @Nullable LeasedDatabase leased;
    private long notedEpoch;
    private Duration nextNotice = FIRST_NOTICE;
    private Duration lastWaited = Duration.ZERO;
    private boolean releasing;

    DatabaseSession(
            ServiceSpine spine,
            RunStore runs,
            ManagedDatabase database,
            String executor,
            WorkLimits limits,
            Run run,
            Cause cause) {
        this.spine = spine;
        this.runs = runs;
        this.database = database;
        this.executor = executor;
        this.limits = limits;
        this.run = run;
        this.cause = cause;
    }

    /** Somebody else held the database for longer than the run may wait. */
    static final class HeldElsewhereException extends Exception {

        private static final long serialVersionUID = 1L;

        HeldElsewhereException(LeaseOutcome.HeldBy held) {
            super(held.message());
        }
    }

    /**
     * Does something with the hold, taking it first where there is none, and again where it was
     * lost.
     *
     * @param lost whether the outcome says that the hold was lost, and nothing was done
     * @throws DatabaseException when a reason that may pass did not, or one that does not pass
     * @throws HeldElsewhereException when somebody else holds the database for too long
     */
    <T> T change(Function<LeasedDatabase, T> change, Predicate<T> lost)
            throws HeldElsewhereException, InterruptedException {
        for (var attempt = 1; ; attempt++) {
            try {
                var held = hold();
                var outcome = change.apply(held);
                if (!lost.test(outcome)) {
                    noteEpoch(held);
                    return outcome;
                }
                if (attempt >= limits.attempts()) {
                    return outcome;
                }
                letGo();
            } catch (DatabaseException e) {
                letGo();
                if (!e.reason().mayPass() || attempt >= limits.attempts()) {
                    throw e;
                }
                Thread.sleep(BETWEEN_TRIES.multipliedBy(attempt));
            }
        }
    }

    /** The next change takes the hold again. */
    private void letGo() {
        LeasedDatabase held = leased;
        leased = null;
        if (held == null) {
            return;
        }
        try {
            held.letGo();
        } catch (DatabaseException e) {
            LOG.warnf(e, "A connection to %s could not be closed", e.database());
        }
    }

    /**
     * Looks at the database without a hold on it: waits while it is locked, and tries again while
     * another reason may pass.
     *
     * @throws DatabaseException when the reason did not pass
     */
    <T> T look(Supplier<T> look) throws InterruptedException {
        var start = System.nanoTime();
        for (var attempt = 1; ; attempt++) {
            try {
                return look.get();
            } catch (DatabaseException e) {
                var waited = Duration.ofNanos(System.nanoTime() - start);
                var locked = e.reason() == DatabaseException.Reason.LOCKED;
                var goesOn =
                        locked
                                ? waited.compareTo(limits.lockTimeout()) < 0
                                : e.reason().mayPass() && attempt < limits.attempts();
                if (!goesOn) {
                    throw e;
                }
                if (locked) {
                    waiting(Optional.empty(), waited);
                }
                Thread.sleep(BETWEEN_TRIES);
            }
        }
    }

    ManagedDatabase database() {
        return database;
    }

    WaitPolicy waitPolicy() {
        return new WaitPolicy(limits.lockTimeout(), BETWEEN_TRIES, this::waiting);
    }

    private LeasedDatabase hold() throws HeldElsewhereException {
        if (leased != null) {
            return leased;
        }
        var id = run.header().database();
        var request =
                new LeaseRequest(
                        executor,
                        hostName(),
                        ProcessHandle.current().pid(),
                        run.header().run().toString(),
                        runs.epoch(id),
                        limits.databaseLease(),
                        waitPolicy(),
                        true,
                        false);
        return switch (database.acquire(request)) {
            case LeaseOutcome.HeldBy held -> throw new HeldElsewhereException(held);
            case LeaseOutcome.Acquired acquired -> {
                leased = acquired.session();
                noteEpoch(acquired.session());
                recordSnapshots(acquired.session());
                yield acquired.session();
            }
        };
    }

    /** A restore may raise the epoch of a hold. */
    private void noteEpoch(LeasedDatabase held) {
        if (held.epoch() != notedEpoch) {
            runs.keepEpoch(run.header().database(), held.epoch());
            notedEpoch = held.epoch();
        }
    }

    /** The ledger knows the snapshots that were taken for its migrations. */
    private void recordSnapshots(LeasedDatabase session) {
        for (var manifest : runs.snapshots(run.header().run())) {
            var lost =
                    session.record(
                            new BackupRecord(
                                    manifest.snapshot().toString(),
                                    "completed",
                                    manifest.file(),
                                    manifest.bytes(),
                                    manifest.sha256(),
                                    run.header().plan().toString(),
                                    manifest.takenAt()));
            if (lost.isPresent()) {
                return;
            }
        }
    }

    private void waiting(Optional<LockHolder> holder, Duration waited) {
        if (releasing) {
            return;
        }
        if (waited.compareTo(lastWaited) < 0) {
            // Another wait has begun.
            nextNotice = FIRST_NOTICE;
        }
        lastWaited = waited;
        if (waited.compareTo(nextNotice) < 0) {
            return;
        }
        nextNotice = waited.plus(limits.lockNotice());
        var header = run.header();
        var event =
                new LockWaited(
                        header.plan(),
                        header.run(),
                        header.database(),
                        holder.map(LockHolder::description)
                                .orElse("another process, which is no Signalbox or cannot be read"),
                        holder.map(LockHolder::acquiredAt).orElse(null),
                        holder.map(LockHolder::expiresAt).orElse(null),
                        waited);
        spine.store().change(tx -> spine.outbox().add(tx, event, cause));
    }

    /**
     * Ends the hold, so that the next one need not wait for it to run out. What the run came to
     * does not hang on it: where the database cannot be written, the hold runs out by itself.
     */
    void release() {
        if (leased == null) {
            return;
        }
        releasing = true;
        try {
            leased.release();
        } catch (DatabaseException e) {
            LOG.warnf(e, "The hold on %s could not be ended; it runs out", e.database());
        }
    }

    private static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "localhost";
        }
    }
}
