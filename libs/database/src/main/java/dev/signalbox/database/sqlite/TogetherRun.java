package dev.signalbox.database.sqlite;

import dev.signalbox.database.AppliedTogether;
import dev.signalbox.database.ApplyOptions;
import dev.signalbox.database.ApplyOutcome;
import dev.signalbox.database.ApplyOutcome.Applied;
import dev.signalbox.database.DatabaseAddress.SqliteFile;
import dev.signalbox.database.DatabaseException;
import dev.signalbox.database.MigrationToApply;
import dev.signalbox.database.failpoint.FailPoints;
import dev.signalbox.database.sqlite.MigrationTransaction.Step;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Applies several migrations in one transaction: a commit waits for the disk several times over,
 * which is most of what a small one costs. Only what goes well goes together. Whatever does not,
 * for whatever reason, is rolled back with the others, and left to be applied by itself and to say
 * then what is wrong.
 */
final class TogetherRun implements MigrationTransaction.Work<AppliedTogether> {

    private final SqliteFile address;
    private final Lease lease;
    private final KeptConnection connection;
    private final FailPoints failPoints;
    private final ApplyOptions options;
    private final Duration hold;
    private final List<MigrationToApply> migrations;
    private final List<Applied> applied = new ArrayList<>();
    private boolean asItWas = true;

    /**
     * @param hold of the write lock, after which no further one begins
     */
    TogetherRun(
            SqliteFile address,
            Lease lease,
            KeptConnection connection,
            FailPoints failPoints,
            List<MigrationToApply> migrations,
            ApplyOptions options,
            Duration hold) {
        this.address = address;
        this.lease = lease;
        this.connection = connection;
        this.failPoints = failPoints;
        this.options = options;
        this.hold = hold;
        this.migrations = List.copyOf(migrations);
    }

    AppliedTogether run() {
        if (migrations.size() < 2
                || !isLikeTheFirst(migrations.get(0))
                || !isLikeTheFirst(migrations.get(1))) {
            return AppliedTogether.alone(1);
        }
        return new MigrationTransaction<>(
                        address, lease, connection, failPoints, Boundaries.APPLY, options, this)
                .run(enforced(migrations.getFirst()));
    }

    /** Whether one transaction can hold both without the one reaching the other. */
    private boolean isLikeTheFirst(MigrationToApply migration) {
        Change change = Change.up(migration);
        return change.leavesConnectionAsItWas()
                && enforced(migration) == enforced(migrations.getFirst())
                && ScriptRules.refusal(change).isEmpty();
    }

    private boolean enforced(MigrationToApply migration) {
        return Change.up(migration).enforced(address.foreignKeys());
    }

    @Override
    public Step<AppliedTogether> in(Handle handle) {
        long begun = System.nanoTime();
        for (MigrationToApply migration : migrations) {
            if (!applied.isEmpty() && !goesOn(begun, migration)) {
                break;
            }
            ApplyWork work = new ApplyWork(address, lease, failPoints, migration, optionsOfNext());
            Optional<Applied> one = applied(work, handle);
            if (one.isEmpty()) {
                return new Step.Stopped<>(AppliedTogether.alone(applied.size() + 1));
            }
            applied.add(one.get());
            asItWas = work.leavesConnectionAsItWas();
        }
        return new Step.Done<>(() -> new AppliedTogether(applied, 0));
    }

    private boolean goesOn(long begun, MigrationToApply next) {
        return asItWas && System.nanoTime() - begun <= hold.toNanos() && isLikeTheFirst(next);
    }

    private static Optional<Applied> applied(ApplyWork work, Handle handle) {
        try {
            return work.in(handle) instanceof Step.Done<ApplyOutcome> done
                            && done.record().get() instanceof Applied one
                    ? Optional.of(one)
                    : Optional.empty();
        } catch (DatabaseException e) {
            return Optional.empty();
        }
    }

    /** What the schema must be is known for the first. */
    private ApplyOptions optionsOfNext() {
        return applied.isEmpty() ? options : options.expectingAnything();
    }

    @Override
    public boolean leavesConnectionAsItWas() {
        return asItWas;
    }

    /** One by one they find out what stands in the way. */
    @Override
    public AppliedTogether stopped(ApplyOutcome outcome) {
        return AppliedTogether.alone(migrations.size());
    }

    /** Where the commit's reply was lost, each finds in the ledger whether it is in force. */
    @Override
    public Optional<AppliedTogether> committed(LedgerRows rows) {
        return Optional.empty();
    }
}
