package dev.signalbox.database.sqlite;

import dev.signalbox.database.ApplyOptions;
import dev.signalbox.database.ApplyOutcome;
import dev.signalbox.database.ApplyOutcome.Failed;
import dev.signalbox.database.ApplyOutcome.Interrupted;
import dev.signalbox.database.ApplyOutcome.Overtaken;
import dev.signalbox.database.DatabaseAddress.SqliteFile;
import dev.signalbox.database.DatabaseException;
import dev.signalbox.database.DatabaseException.Reason;
import dev.signalbox.database.failpoint.FailPoints;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * One way of a migration, once: its statements, its ledger rows and the lock's renewal share a
 * transaction on a connection that nothing of another migration has changed: no pragma and no
 * temporary table reaches the next one.
 */
final class MigrationTransaction<R> {

    private final SqliteFile address;
    private final Lease lease;
    private final KeptConnection connection;
    private final FailPoints failPoints;
    private final Boundaries boundaries;
    private final ApplyOptions options;
    private final Work<R> work;
    private final long start = System.nanoTime();
    private boolean committed;

    MigrationTransaction(
            SqliteFile address,
            Lease lease,
            KeptConnection connection,
            FailPoints failPoints,
            Boundaries boundaries,
            ApplyOptions options,
            Work<R> work) {
        this.address = address;
        this.lease = lease;
        this.connection = connection;
        this.failPoints = failPoints;
        this.boundaries = boundaries;
        this.options = options;
        this.work = work;
    }

    /** What is done in the transaction. */
    interface Work<R> {

        /** Does it, up to the ledger. */
        Step<R> in(Handle handle);

        /** Whether the connection, once all is committed, is as it was before. */
        boolean leavesConnectionAsItWas();

        /** How an outcome that changed nothing is said. */
        R stopped(ApplyOutcome outcome);

        /** What the ledger says, when a commit's reply was lost; empty when it was not made. */
        Optional<R> committed(LedgerRows rows);
    }

    /** How far the work came. */
    sealed interface Step<R> {

        /** Nothing is to be committed. */
        record Stopped<R>(R outcome) implements Step<R> {}

        /** Only the ledger is still to be written, and then all is committed. */
        record Done<R>(Supplier<R> record) implements Step<R> {}
    }

    R run(boolean enforced) {
        failPoints.hit(boundaries.beforeBegin());
        Handle handle = connection.take(address);
        boolean isAsItWas = false;
        try {
            // SQLite ignores this inside a transaction.
            handle.run("PRAGMA foreign_keys=" + (enforced ? "ON" : "OFF"));
            try {
                waiting().until(() -> handle.run("BEGIN IMMEDIATE"));
            } catch (DatabaseException e) {
                if (options.cancelled().getAsBoolean()) {
                    return work.stopped(cancelled());
                }
                throw e;
            }
            try {
                failPoints.hit(boundaries.afterBegin());
                R outcome = fenced(handle);
                isAsItWas = committed && work.leavesConnectionAsItWas();
                return outcome;
            } catch (Throwable e) {
                handle.rollBack(e);
                throw e;
            }
        } finally {
            connection.giveBack(handle, isAsItWas);
        }
    }

    Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - start);
    }

    /** Each wait has its full patience: what ran before it was no wait. */
    private BusyWait waiting() {
        return new BusyWait(
                options.patience(), () -> LockHolderProbe.lastHolder(address), options.cancelled());
    }

    private R fenced(Handle handle) {
        Optional<Overtaken> lost = lease.lost(handle);
        if (lost.isPresent()) {
            handle.rollBack();
            return work.stopped(lost.get());
        }
        failPoints.hit(boundaries.afterFence());
        return switch (work.in(handle)) {
            case Step.Stopped<R> it -> {
                handle.rollBack();
                yield it.outcome();
            }
            case Step.Done<R> it -> finished(handle, it.record());
        };
    }

    private R finished(Handle handle, Supplier<R> record) {
        try {
            R outcome = record.get();
            failPoints.hit(boundaries.afterLedger());
            lease.renew(handle);
            failPoints.hit(boundaries.beforeCommit());
            waiting().until(() -> handle.run("COMMIT"));
            committed = true;
            failPoints.hit(boundaries.afterCommit());
            return outcome;
        } catch (DatabaseException e) {
            handle.rollBack(e);
            return committedAfterAll()
                    .orElseGet(() -> work.stopped(gaveUp(e) ? cancelled() : failed(e)));
        }
    }

    /** An error of the commit itself leaves open what became of it; the ledger knows. */
    private Optional<R> committedAfterAll() {
        try (Handle handle = Connections.reading(address)) {
            return work.committed(new LedgerRows(handle));
        }
    }

    /** A reader kept the commit waiting, and the wait was cancelled. */
    private boolean gaveUp(DatabaseException e) {
        return e.reason() == Reason.LOCKED && options.cancelled().getAsBoolean();
    }

    private Interrupted cancelled() {
        return new Interrupted(elapsed(), 0, false);
    }

    private static Failed failed(DatabaseException e) {
        return new Failed(
                ScriptRules.error(
                        0, null, e.reason(), e.engineCode().orElse(0), e.problem(), e.remedy()),
                false);
    }
}
