package dev.signalbox.database.sqlite;

import dev.signalbox.database.AppliedMigration;
import dev.signalbox.database.ApplyOptions;
import dev.signalbox.database.ApplyOutcome;
import dev.signalbox.database.ApplyOutcome.AlreadyApplied;
import dev.signalbox.database.ApplyOutcome.Applied;
import dev.signalbox.database.ApplyOutcome.AppliedDifferently;
import dev.signalbox.database.DatabaseAddress.SqliteFile;
import dev.signalbox.database.Fingerprint;
import dev.signalbox.database.MigrationToApply;
import dev.signalbox.database.Schema;
import dev.signalbox.database.failpoint.FailPoints;
import dev.signalbox.database.sqlite.MigrationTransaction.Step;
import dev.signalbox.sql.Checksum;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What applying one migration does in its transaction, up to the ledger. */
final class ApplyWork implements MigrationTransaction.Work<ApplyOutcome> {

    private final SqliteFile address;
    private final Lease lease;
    private final FailPoints failPoints;
    private final MigrationToApply migration;
    private final Change change;
    private final ApplyOptions options;
    private final long start = System.nanoTime();
    private boolean returned;

    ApplyWork(
            SqliteFile address,
            Lease lease,
            FailPoints failPoints,
            MigrationToApply migration,
            ApplyOptions options) {
        this.address = address;
        this.lease = lease;
        this.failPoints = failPoints;
        this.migration = migration;
        this.change = Change.up(migration);
        this.options = options;
    }

    Change change() {
        return change;
    }

    boolean enforced() {
        return change.enforced(address.foreignKeys());
    }

    Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - start);
    }

    @Override
    public Step<ApplyOutcome> in(Handle handle) {
        Optional<AppliedMigration> inForce = new LedgerRows(handle).inForce(migration.id());
        if (inForce.isPresent() && !isReplaced(inForce.get())) {
            return new Step.Stopped<>(
                    isOther(inForce.get().checksum(), migration.checksum())
                            ? new AppliedDifferently(inForce.get(), migration.checksum())
                            : new AlreadyApplied(inForce.get()));
        }
        Schema before = handle.schema();
        @Nullable Fingerprint expected = options.expectedBefore();
        if (expected != null && !handle.isOf(expected, before)) {
            return new Step.Stopped<>(Drift.from(expected, before, handle));
        }
        ReturningSurroundings around =
                new ReturningSurroundings(handle, change, enforced(), migration.reversible());
        Statements statements =
                new Statements(
                        handle, enforced(), change, options, failPoints, Boundaries.APPLY, around);
        return statements
                .run()
                .<Step<ApplyOutcome>>map(Step.Stopped::new)
                .orElseGet(
                        () ->
                                new Step.Done<>(
                                        () ->
                                                recorded(
                                                        handle,
                                                        before,
                                                        inForce,
                                                        statements.rows(),
                                                        around)));
    }

    /** An earlier text of a migration that applies again when it has changed. */
    private boolean isReplaced(AppliedMigration inForce) {
        return migration.isRepeatable() && isOther(inForce.checksum(), migration.checksum());
    }

    /** A checksum of another algorithm says nothing, and so nothing against the row. */
    static boolean isOther(Checksum recorded, Checksum given) {
        return recorded.algorithm().equals(given.algorithm())
                && !recorded.hex().equals(given.hex());
    }

    private ApplyOutcome recorded(
            Handle handle,
            Schema before,
            Optional<AppliedMigration> replaced,
            long rows,
            ReturningSurroundings around) {
        Schema after = handle.schema();
        Duration duration = elapsed();
        replaced.ifPresent(old -> LedgerWriter.giveWay(handle, old.historyId()));
        long historyId = LedgerWriter.completed(handle, lease, change, duration, rows);
        replaced.ifPresent(old -> LedgerWriter.replacedBy(handle, old.historyId(), historyId));
        Fingerprint wasBefore = handle.fingerprint(before);
        Fingerprint isNow = handle.fingerprint(after);
        LedgerWriter.version(handle, change, historyId, wasBefore, isNow);
        around.record(historyId);
        returned = around.isReturning();
        LedgerWriter.audit(handle, lease, change, "migration applied", null);
        return new Applied(historyId, duration, rows, wasBefore, isNow, around.notes());
    }

    @Override
    public boolean leavesConnectionAsItWas() {
        return change.leavesConnectionAsItWas() && !returned;
    }

    @Override
    public ApplyOutcome stopped(ApplyOutcome outcome) {
        return outcome;
    }

    @Override
    public Optional<ApplyOutcome> committed(LedgerRows rows) {
        return rows.committedBy(lease.epoch(), migration.id()).stream()
                .filter(row -> !isReplaced(row))
                .findFirst()
                .map(AlreadyApplied::new);
    }
}
