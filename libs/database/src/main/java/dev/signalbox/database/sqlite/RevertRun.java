package dev.signalbox.database.sqlite;

import dev.signalbox.database.AppliedMigration;
import dev.signalbox.database.ApplyOutcome;
import dev.signalbox.database.ApplyOutcome.Failed;
import dev.signalbox.database.DatabaseAddress.SqliteFile;
import dev.signalbox.database.Fingerprint;
import dev.signalbox.database.Ledger;
import dev.signalbox.database.MigrationToRevert;
import dev.signalbox.database.RevertOptions;
import dev.signalbox.database.RevertOutcome;
import dev.signalbox.database.RevertOutcome.AlreadyReverted;
import dev.signalbox.database.RevertOutcome.NotReverted;
import dev.signalbox.database.RevertOutcome.Reverted;
import dev.signalbox.database.Schema;
import dev.signalbox.database.failpoint.FailPoints;
import dev.signalbox.database.sqlite.MigrationTransaction.Step;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Undoes one migration, once. */
final class RevertRun implements MigrationTransaction.Work<RevertOutcome> {

    private final SqliteFile address;
    private final Lease lease;
    private final FailPoints failPoints;
    private final Change change;
    private final RevertOptions options;
    private final MigrationTransaction<RevertOutcome> transaction;

    RevertRun(
            SqliteFile address,
            Lease lease,
            KeptConnection connection,
            FailPoints failPoints,
            MigrationToRevert migration,
            RevertOptions options) {
        this.address = address;
        this.lease = lease;
        this.failPoints = failPoints;
        this.change = Change.down(migration);
        this.options = options;
        this.transaction =
                new MigrationTransaction<>(
                        address,
                        lease,
                        connection,
                        failPoints,
                        Boundaries.REVERT,
                        options.applying(),
                        this);
    }

    RevertOutcome run() {
        RevertOutcome outcome =
                ScriptRules.refusal(change)
                        .<RevertOutcome>map(error -> new NotReverted(new Failed(error, false)))
                        .orElseGet(() -> transaction.run(enforced()));
        if (outcome instanceof NotReverted it) {
            FencedTransaction ledger = new FencedTransaction(address, lease, failPoints);
            return new NotReverted(
                    new FailureRecord(ledger, lease, change)
                            .of(it.outcome(), transaction.elapsed()));
        }
        return outcome;
    }

    private boolean enforced() {
        return change.enforced(address.foreignKeys());
    }

    @Override
    public Step<RevertOutcome> in(Handle handle) {
        LedgerRows ledger = new LedgerRows(handle);
        Optional<AppliedMigration> applied = ledger.inForce(change.id());
        if (applied.isEmpty()) {
            return new Step.Stopped<>(new AlreadyReverted());
        }
        Schema before = handle.schema();
        Optional<Fingerprint> missed =
                expected(ledger).filter(it -> !handle.isOf(it, before)).findFirst();
        if (missed.isPresent()) {
            return new Step.Stopped<>(stopped(Drift.from(missed.get(), before, handle)));
        }
        Proof proof = Proof.of(handle, applied.get());
        SliceSaving saving = new SliceSaving(handle, change, before, options.save());
        if (change.isOnlyRecord()) {
            return new Step.Done<>(() -> recorded(handle, applied.get(), 0, saving, proof));
        }
        Statements statements =
                new Statements(
                        handle,
                        enforced(),
                        change,
                        options.applying(),
                        failPoints,
                        Boundaries.REVERT,
                        saving);
        return statements
                .run()
                .<Step<RevertOutcome>>map(it -> new Step.Stopped<>(stopped(it)))
                .orElseGet(
                        () ->
                                new Step.Done<>(
                                        () ->
                                                recorded(
                                                        handle,
                                                        applied.get(),
                                                        statements.rows(),
                                                        saving,
                                                        proof)));
    }

    /** What the schema must be: what the caller planned for, and what the ledger says it is. */
    private Stream<Fingerprint> expected(LedgerRows ledger) {
        @Nullable Fingerprint planned = options.applying().expectedBefore();
        Optional<Fingerprint> stamped =
                options.force()
                        ? Optional.empty()
                        : ledger.read().latestStamp().map(Ledger.Stamp::fingerprint);
        return Stream.concat(Stream.ofNullable(planned), stamped.stream());
    }

    private RevertOutcome recorded(
            Handle handle, AppliedMigration applied, long rows, SliceSaving saving, Proof proof) {
        Schema after = handle.schema();
        Proof.Verdict verdict = proof.compare(handle, after);
        Duration duration = transaction.elapsed();
        long historyId = LedgerWriter.completed(handle, lease, change, duration, rows);
        RollbackRows.takeAway(handle, applied.historyId(), historyId, after);
        RollbackRows.add(handle, lease, change, "completed", duration, null);
        new SliceRows(handle).belongTo(historyId);
        if (!change.isOnlyRecord() && saving.isComplete()) {
            WholeState.keep(handle, historyId, after);
        }
        LedgerWriter.audit(handle, lease, change, "migration reverted", change.reason());
        return new Reverted(
                duration,
                rows,
                after.fingerprint(),
                saving.sentences(),
                verdict.sentences(),
                verdict.asBefore());
    }

    /** What it saves may need temporary tables. */
    @Override
    public boolean leavesConnectionAsItWas() {
        return false;
    }

    @Override
    public RevertOutcome stopped(ApplyOutcome outcome) {
        return new NotReverted(outcome);
    }

    @Override
    public Optional<RevertOutcome> committed(LedgerRows rows) {
        return rows.revertedBy(lease.epoch(), change.id())
                ? Optional.of(new AlreadyReverted())
                : Optional.empty();
    }
}
