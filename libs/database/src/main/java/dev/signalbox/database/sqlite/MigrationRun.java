package dev.signalbox.database.sqlite;

import dev.signalbox.database.AppliedMigration;
import dev.signalbox.database.ApplyOptions;
import dev.signalbox.database.ApplyOutcome;
import dev.signalbox.database.ApplyOutcome.AlreadyApplied;
import dev.signalbox.database.ApplyOutcome.Applied;
import dev.signalbox.database.ApplyOutcome.AppliedDifferently;
import dev.signalbox.database.ApplyOutcome.Drifted;
import dev.signalbox.database.ApplyOutcome.Failed;
import dev.signalbox.database.ApplyOutcome.Interrupted;
import dev.signalbox.database.ApplyOutcome.Overtaken;
import dev.signalbox.database.DatabaseAddress.SqliteFile;
import dev.signalbox.database.DatabaseException;
import dev.signalbox.database.DatabaseException.Reason;
import dev.signalbox.database.Fingerprint;
import dev.signalbox.database.Ledger;
import dev.signalbox.database.MigrationToApply;
import dev.signalbox.database.Schema;
import dev.signalbox.database.failpoint.DatabaseFailPoint;
import dev.signalbox.database.failpoint.FailPoints;
import dev.signalbox.sql.Checksum;
import dev.signalbox.sql.migration.ForeignKeys;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One migration, once: its statements, its ledger row and the lock's renewal share a transaction on
 * a connection of their own, so that no pragma and no temporary table reaches the next migration.
 */
final class MigrationRun {

    private final SqliteFile address;
    private final Lease lease;
    private final FailPoints failPoints;
    private final MigrationToApply migration;
    private final ApplyOptions options;
    private final BusyWait waiting;
    private final long start = System.nanoTime();

    MigrationRun(
            SqliteFile address,
            Lease lease,
            FailPoints failPoints,
            MigrationToApply migration,
            ApplyOptions options) {
        this.address = address;
        this.lease = lease;
        this.failPoints = failPoints;
        this.migration = migration;
        this.options = options;
        this.waiting =
                new BusyWait(
                        options.patience(),
                        () -> LockHolderProbe.lastHolder(address),
                        options.cancelled());
    }

    ApplyOutcome run() {
        ApplyOutcome outcome =
                ScriptRules.refusal(migration)
                        .<ApplyOutcome>map(error -> new Failed(error, false))
                        .orElseGet(this::attempt);
        FencedTransaction ledger = new FencedTransaction(address, lease, failPoints);
        return new FailureRecord(ledger, lease, migration).of(outcome, elapsed());
    }

    private ApplyOutcome attempt() {
        failPoints.hit(DatabaseFailPoint.APPLY_BEFORE_BEGIN);
        try (Handle handle = Connections.changing(address)) {
            // SQLite ignores this inside a transaction.
            handle.run("PRAGMA foreign_keys=" + (enforced() ? "ON" : "OFF"));
            try {
                waiting.until(() -> handle.run("BEGIN IMMEDIATE"));
            } catch (DatabaseException e) {
                if (options.cancelled().getAsBoolean()) {
                    return cancelled();
                }
                throw e;
            }
            try {
                failPoints.hit(DatabaseFailPoint.APPLY_AFTER_BEGIN);
                return decided(handle);
            } catch (Throwable e) {
                handle.rollBack(e);
                throw e;
            }
        }
    }

    /**
     * What the script says, else what the application's URL says, else SQLite's own default: off.
     * Off loses nothing and surprises nobody, since new dangling references stop the commit anyway.
     */
    private boolean enforced() {
        return migration.foreignKeys() == ForeignKeys.UNSPECIFIED
                ? address.foreignKeys() == ForeignKeys.ON
                : migration.foreignKeys() == ForeignKeys.ON;
    }

    private ApplyOutcome decided(Handle handle) {
        Optional<Overtaken> lost = lease.lost(handle);
        if (lost.isPresent()) {
            handle.rollBack();
            return lost.get();
        }
        failPoints.hit(DatabaseFailPoint.APPLY_AFTER_FENCE);
        Optional<AppliedMigration> inForce = new LedgerRows(handle).inForce(migration.id());
        if (inForce.isPresent()) {
            handle.rollBack();
            return isOther(inForce.get().checksum(), migration.checksum())
                    ? new AppliedDifferently(inForce.get(), migration.checksum())
                    : new AlreadyApplied(inForce.get());
        }
        Schema before = SchemaReader.read(handle);
        @Nullable Fingerprint expected = options.expectedBefore();
        if (expected != null && !expected.equals(before.fingerprint())) {
            Optional<Ledger.Stamp> stamp = new LedgerRows(handle).read().latestStamp();
            handle.rollBack();
            return new Drifted(
                    expected,
                    before.fingerprint(),
                    stamp.filter(it -> it.fingerprint().equals(expected))
                            .map(it -> Schema.difference(it.schema(), before))
                            .orElse(List.of()));
        }
        return carriedOut(handle, before);
    }

    /** A checksum of another algorithm says nothing, and so nothing against the row. */
    static boolean isOther(Checksum recorded, Checksum given) {
        return recorded.algorithm().equals(given.algorithm())
                && !recorded.hex().equals(given.hex());
    }

    private ApplyOutcome carriedOut(Handle handle, Schema before) {
        Statements statements = new Statements(handle, enforced(), migration, options, failPoints);
        Optional<ApplyOutcome> stopped = statements.run();
        if (stopped.isPresent()) {
            return stopped.get();
        }
        try {
            return committed(handle, before, statements.rows());
        } catch (DatabaseException e) {
            handle.rollBack(e);
            return committedAfterAll().orElseGet(() -> gaveUp(e) ? cancelled() : failed(e));
        }
    }

    private ApplyOutcome committed(Handle handle, Schema before, long rows) {
        Schema after = SchemaReader.read(handle);
        Duration duration = elapsed();
        long historyId = LedgerWriter.completed(handle, lease, migration, duration, rows);
        LedgerWriter.version(handle, migration, historyId, before, after);
        LedgerWriter.audit(handle, lease, migration, "migration applied", null);
        failPoints.hit(DatabaseFailPoint.APPLY_AFTER_LEDGER_ROW);
        lease.renew(handle);
        failPoints.hit(DatabaseFailPoint.APPLY_BEFORE_COMMIT);
        waiting.until(() -> handle.run("COMMIT"));
        failPoints.hit(DatabaseFailPoint.APPLY_AFTER_COMMIT);
        return new Applied(historyId, duration, rows, before.fingerprint(), after.fingerprint());
    }

    /** An error of the commit itself leaves open what became of it; the ledger knows. */
    private Optional<ApplyOutcome> committedAfterAll() {
        try (Handle handle = Connections.reading(address)) {
            return new LedgerRows(handle)
                    .committedBy(lease.epoch(), migration.id()).stream()
                            .findFirst()
                            .map(AlreadyApplied::new);
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

    private Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - start);
    }
}
