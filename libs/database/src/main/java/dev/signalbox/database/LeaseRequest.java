package dev.signalbox.database;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A wish to be the one who changes a database.
 *
 * @param owner the same for the same worker before and after a restart, and for no other: it may
 *     take its own lock back at once
 * @param run what it is about to work on, or null
 * @param storeEpoch the greatest epoch of this database that the caller's own store knows; 0 when
 *     it knows none
 * @param lease how long the lock holds without a sign of life
 * @param createIfMissing whether a database that is not there is made; folders above it, too
 * @param seize takes the lock even from a holder whose lease still runs; for an operator's word
 */
public record LeaseRequest(
        String owner,
        String host,
        long pid,
        @Nullable String run,
        long storeEpoch,
        Duration lease,
        WaitPolicy patience,
        boolean createIfMissing,
        boolean seize) {

    public LeaseRequest {
        if (owner.isBlank()) {
            throw new IllegalArgumentException("A lease has an owner");
        }
        if (storeEpoch < 0 || lease.isNegative() || lease.isZero()) {
            throw new IllegalArgumentException(
                    "Epochs start at 0 and leases last: " + storeEpoch + ", " + lease);
        }
    }
}
