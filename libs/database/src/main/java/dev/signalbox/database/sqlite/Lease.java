package dev.signalbox.database.sqlite;

import dev.signalbox.database.ApplyOutcome.Overtaken;
import dev.signalbox.database.ApplyOutcome.Overtaken.Cause;
import dev.signalbox.database.LeaseRequest;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/**
 * One lease, as the two rows speak of it: {@code _migration_locks} says who and until when, {@code
 * _migration_fence} says which epoch may write. The token tells two leases apart that reached the
 * same epoch because somebody deleted rows.
 */
record Lease(LeaseRequest request, long epoch, String token) {

    private static final String STATE =
            """
            SELECT (SELECT epoch FROM _migration_fence), (SELECT token FROM _migration_fence),
              (SELECT token FROM _migration_locks WHERE lock_name = 'migration_lock'),
              (SELECT expires_at > %s FROM _migration_locks WHERE lock_name = 'migration_lock')"""
                    .formatted(LedgerTables.NOW);

    private static final String EXPIRY =
            "strftime('%Y-%m-%d %H:%M:%f', 'now', '+' || (? / 1000.0) || ' seconds')";

    private record State(long epoch, String fenceToken, String lockToken, boolean live) {}

    /**
     * Inside every transaction that changes something, before it does. Answers why it must not, or
     * nothing.
     */
    Optional<Overtaken> lost(Handle handle) {
        State state =
                handle.first(
                                STATE,
                                row ->
                                        new State(
                                                row.getObject(1) == null ? -1 : row.getLong(1),
                                                String.valueOf(row.getString(2)),
                                                String.valueOf(row.getString(3)),
                                                row.getBoolean(4)))
                        .orElseThrow();
        if (state.epoch() < 0) {
            return overtaken(state, Cause.FENCE_MISSING);
        }
        if (state.epoch() != epoch || !state.fenceToken().equals(token)) {
            return overtaken(state, Cause.FENCE_RAISED);
        }
        if (state.lockToken().equals("null")) {
            return overtaken(state, Cause.LOCK_MISSING);
        }
        if (!state.lockToken().equals(token)) {
            return overtaken(state, Cause.LOCK_TAKEN);
        }
        return state.live() ? Optional.empty() : overtaken(state, Cause.LEASE_EXPIRED);
    }

    private Optional<Overtaken> overtaken(State state, Cause cause) {
        return Optional.of(new Overtaken(epoch, state.epoch(), cause));
    }

    /** The same lease for longer without a sign of life. */
    Lease extended(Duration by) {
        LeaseRequest longer =
                new LeaseRequest(
                        request.owner(),
                        request.host(),
                        request.pid(),
                        request.run(),
                        request.storeEpoch(),
                        request.lease().plus(by),
                        request.patience(),
                        request.createIfMissing(),
                        request.seize());
        return new Lease(longer, epoch, token);
    }

    /** The lease that follows on one with a greater epoch than this one's, or this one. */
    Lease above(long greatest) {
        return epoch > greatest
                ? this
                : new Lease(request, greatest + 1, UUID.randomUUID().toString());
    }

    /** Makes this the lease in force; inside the transaction that decided so. */
    void write(Handle handle) {
        handle.update(
                "INSERT OR REPLACE INTO _migration_fence (id, epoch, token, raised_at)"
                        + " VALUES (1, ?, ?, "
                        + LedgerTables.NOW
                        + ")",
                epoch,
                token);
        handle.update(
                "INSERT OR REPLACE INTO _migration_locks (lock_name, owner, token, epoch, host,"
                        + " pid, run_id, acquired_at, heartbeat_at, expires_at) VALUES (?, ?, ?,"
                        + " ?, ?, ?, ?, "
                        + LedgerTables.NOW
                        + ", "
                        + LedgerTables.NOW
                        + ", "
                        + EXPIRY
                        + ")",
                LedgerTables.LOCK_NAME,
                request.owner(),
                token,
                epoch,
                request.host(),
                request.pid(),
                request.run(),
                request.lease().toMillis());
    }

    /** The last statement of every transaction that changes something. */
    void renew(Handle handle) {
        handle.update(
                "UPDATE _migration_locks SET heartbeat_at = "
                        + LedgerTables.NOW
                        + ", expires_at = "
                        + EXPIRY
                        + " WHERE lock_name = ? AND token = ?",
                request.lease().toMillis(),
                LedgerTables.LOCK_NAME,
                token);
    }

    /** Whole seconds, so that the row is past for whoever compares it with CURRENT_TIMESTAMP. */
    void expire(Handle handle) {
        handle.update(
                "UPDATE _migration_locks SET expires_at = CURRENT_TIMESTAMP,"
                        + " released_at = CURRENT_TIMESTAMP"
                        + " WHERE lock_name = ? AND token = ?",
                LedgerTables.LOCK_NAME,
                token);
    }
}
