package dev.signalbox.database.sqlite;

import dev.signalbox.database.ApplyOptions;
import dev.signalbox.database.ApplyOutcome;
import dev.signalbox.database.ApplyOutcome.Failed;
import dev.signalbox.database.DatabaseAddress.SqliteFile;
import dev.signalbox.database.MigrationToApply;
import dev.signalbox.database.failpoint.FailPoints;

/** Applies one migration, once, in a transaction of its own. */
final class MigrationRun {

    private final ApplyWork work;
    private final MigrationTransaction<ApplyOutcome> transaction;
    private final FailureRecord failures;

    MigrationRun(
            SqliteFile address,
            Lease lease,
            KeptConnection connection,
            FailPoints failPoints,
            MigrationToApply migration,
            ApplyOptions options) {
        this.work = new ApplyWork(address, lease, failPoints, migration, options);
        this.transaction =
                new MigrationTransaction<>(
                        address, lease, connection, failPoints, Boundaries.APPLY, options, work);
        this.failures =
                new FailureRecord(
                        new FencedTransaction(address, lease, failPoints), lease, work.change());
    }

    ApplyOutcome run() {
        ApplyOutcome outcome =
                ScriptRules.refusal(work.change())
                        .<ApplyOutcome>map(error -> new Failed(error, false))
                        .orElseGet(() -> transaction.run(work.enforced()));
        return failures.of(outcome, work.elapsed());
    }
}
