package dev.signalbox.database;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Who holds a database's migration lock, as its lock row says. All times are the database's.
 *
 * @param run what it is working on, or null
 */
public record LockHolder(
        String owner,
        String host,
        long pid,
        @Nullable String run,
        long epoch,
        Instant acquiredAt,
        Instant heartbeatAt,
        Instant expiresAt) {

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
                + ", until "
                + expiresAt;
    }
}
