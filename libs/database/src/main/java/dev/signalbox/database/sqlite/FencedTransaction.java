package dev.signalbox.database.sqlite;

import dev.signalbox.database.ApplyOutcome.Overtaken;
import dev.signalbox.database.DatabaseAddress.SqliteFile;
import dev.signalbox.database.WaitPolicy;
import dev.signalbox.database.failpoint.DatabaseFailPoint;
import dev.signalbox.database.failpoint.FailPoints;
import java.util.Optional;
import java.util.function.Consumer;

/** A short change of the ledger: read the fence, change, renew the lock, commit. */
final class FencedTransaction {

    private final SqliteFile address;
    private final Lease lease;
    private final FailPoints failPoints;

    FencedTransaction(SqliteFile address, Lease lease, FailPoints failPoints) {
        this.address = address;
        this.lease = lease;
        this.failPoints = failPoints;
    }

    /** Answers why nothing was changed, or nothing. */
    Optional<Overtaken> run(WaitPolicy patience, Consumer<Handle> change) {
        return run(patience, change, true);
    }

    /** The change itself ends the lease, and so nothing renews it. */
    Optional<Overtaken> runLast(WaitPolicy patience, Consumer<Handle> change) {
        return run(patience, change, false);
    }

    private Optional<Overtaken> run(
            WaitPolicy patience, Consumer<Handle> change, boolean renewing) {
        BusyWait waiting =
                new BusyWait(patience, () -> LockHolderProbe.lastHolder(address), () -> false);
        try (Handle handle = Connections.changing(address)) {
            waiting.until(() -> handle.run("BEGIN IMMEDIATE"));
            try {
                failPoints.hit(DatabaseFailPoint.RECORD_AFTER_BEGIN);
                Optional<Overtaken> lost = lease.lost(handle);
                if (lost.isPresent()) {
                    handle.rollBack();
                    return lost;
                }
                change.accept(handle);
                if (renewing) {
                    lease.renew(handle);
                }
                failPoints.hit(DatabaseFailPoint.RECORD_BEFORE_COMMIT);
                waiting.until(() -> handle.run("COMMIT"));
            } catch (Throwable e) {
                handle.rollBack(e);
                throw e;
            }
            failPoints.hit(DatabaseFailPoint.RECORD_AFTER_COMMIT);
            return Optional.empty();
        }
    }
}
