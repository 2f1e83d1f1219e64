package dev.signalbox.database;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Who holds a database's migration lock, as its lock row says. All times are the database's.
 *
 * @param run what it is working on, or null
 * @param live whether the lease still ran when the row was read, by the database's clock; a holder
 *     that is not live has stopped without a release, or is inside a long transaction
 */
public record LockHolder(
        String owner,
        String host,
        long pid,
        @Nullable String run,
        long epoch,
        Instant acquiredAt,
        Instant heartbeatAt,
        Instant expiresAt,
        boolean live) {

    /** One line for an operator. */
    public String description() {
        return owner
                + " (process "
                + pid
                + " on "
                + host
                + (run == null ? "" : ", run " + run)
                + "), since "
                + acquiredAt
                + (live ? ", until " : ", expired ")
                + expiresAt;
    }
}
