package dev.signalbox.database.sqlite;

import dev.signalbox.database.DatabaseAddress.SqliteFile;
import dev.signalbox.database.DatabaseException;
import dev.signalbox.database.DatabaseException.Reason;
import dev.signalbox.database.LeaseOutcome;
import dev.signalbox.database.LeaseOutcome.Acquired;
import dev.signalbox.database.LeaseOutcome.HeldBy;
import dev.signalbox.database.LeaseRequest;
import dev.signalbox.database.LockHolder;
import dev.signalbox.database.failpoint.DatabaseFailPoint;
import dev.signalbox.database.failpoint.FailPoints;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Takes the lease of a database, or says who has it. */
final class Acquisition {

    private final SqliteFile address;
    private final LeaseRequest request;
    private final FailPoints failPoints;
    private final BusyWait waiting;

    Acquisition(SqliteFile address, LeaseRequest request, FailPoints failPoints) {
        this.address = address;
        this.request = request;
        this.failPoints = failPoints;
        this.waiting =
                new BusyWait(
                        request.patience(), () -> LockHolderProbe.lastHolder(address), () -> false);
    }

    LeaseOutcome acquire() {
        try (Handle handle =
                request.createIfMissing()
                        ? Connections.creating(address)
                        : Connections.changing(address)) {
            while (true) {
                LeaseOutcome outcome = attempt(handle);
                if (outcome instanceof Acquired || !waiting.again()) {
                    return outcome;
                }
            }
        }
    }

    private LeaseOutcome attempt(Handle handle) {
        failPoints.hit(DatabaseFailPoint.ACQUIRE_BEFORE_BEGIN);
        try {
            handle.run("BEGIN IMMEDIATE");
        } catch (DatabaseException e) {
            if (e.reason() == Reason.LOCKED) {
                return new HeldBy(
                        LockHolderProbe.lastHolder(address).orElse(null), waiting.waited());
            }
            throw e;
        }
        try {
            failPoints.hit(DatabaseFailPoint.ACQUIRE_AFTER_BEGIN);
            return decide(handle);
        } catch (Throwable e) {
            handle.rollBack(e);
            throw e;
        }
    }

    private LeaseOutcome decide(Handle handle) {
        LedgerTables.ensure(handle);
        failPoints.hit(DatabaseFailPoint.ACQUIRE_AFTER_TABLES);
        LedgerRows rows = new LedgerRows(handle);
        @Nullable LockHolder overtook = rows.lastHolder().orElse(null);
        boolean othersLive =
                overtook != null && overtook.live() && !overtook.owner().equals(request.owner());
        if (othersLive && !request.seize()) {
            handle.rollBack();
            return new HeldBy(overtook, waiting.waited());
        }
        long epoch = 1 + Math.max(rows.greatestEpoch(), request.storeEpoch());
        Lease lease = new Lease(request, epoch, UUID.randomUUID().toString());
        lease.write(handle);
        failPoints.hit(DatabaseFailPoint.ACQUIRE_AFTER_FENCE);
        record(handle, lease, overtook, othersLive);
        failPoints.hit(DatabaseFailPoint.ACQUIRE_BEFORE_COMMIT);
        waiting.until(() -> handle.run("COMMIT"));
        failPoints.hit(DatabaseFailPoint.ACQUIRE_AFTER_COMMIT);
        return new Acquired(new SqliteLeasedDatabase(address, lease, failPoints), overtook);
    }

    private static void record(
            Handle handle, Lease lease, @Nullable LockHolder overtook, boolean seized) {
        if (overtook == null) {
            LedgerWriter.audit(handle, lease, "lock acquired", null);
        } else {
            LedgerWriter.audit(
                    handle,
                    lease,
                    seized ? "lock seized" : "lock taken over",
                    "from " + overtook.description());
        }
    }
}
