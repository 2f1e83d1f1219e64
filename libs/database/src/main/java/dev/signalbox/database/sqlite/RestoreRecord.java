package dev.signalbox.database.sqlite;

import dev.signalbox.database.RestoreRequest;
import java.time.Duration;

/** What the ledger says of a restore: written into the copy, and so in force with its content. */
final class RestoreRecord {

    private static final String ACTION = "database restored";

    private static final String HISTORY =
            """
            INSERT INTO _migration_rollback_history (migration_id, version, status, how, reason,
              rolled_back_at, duration_ms, error, epoch, plan_id, run_id, actor)
            VALUES (?, ?, 'completed', 'restore', ?, strftime('%Y-%m-%d %H:%M:%f', 'now'), ?, NULL,
              ?, ?, ?, ?)""";

    private static final String NOTHING_SINCE =
            """
            SELECT count(*) FROM _migration_audit_log restored
            WHERE restored.action = ? AND restored.run_id = ? AND restored.migration_id = ?
              AND NOT EXISTS (SELECT 1 FROM _migration_audit_log later
                WHERE later.id > restored.id AND later.action NOT LIKE 'lock %')""";

    private RestoreRecord() {}

    /**
     * Whether this run has restored this snapshot, and nothing but locks was recorded since: a run
     * that went on and failed again restores it again.
     */
    static boolean isLast(Handle handle, RestoreRequest request) {
        return handle.number(NOTHING_SINCE, ACTION, request.context().runId(), request.snapshot())
                > 0;
    }

    /** Replaces what an earlier attempt wrote into the same copy. */
    static void write(Handle handle, Lease lease, RestoreRequest request, Duration soFar) {
        String version = new LedgerRows(handle).read().version().orElse("");
        handle.update(
                "DELETE FROM _migration_rollback_history"
                        + " WHERE how = 'restore' AND run_id IS ? AND migration_id = ?",
                request.context().runId(),
                request.snapshot());
        handle.update(
                "DELETE FROM _migration_audit_log"
                        + " WHERE action = ? AND run_id IS ? AND migration_id = ?",
                ACTION,
                request.context().runId(),
                request.snapshot());
        handle.update(
                HISTORY,
                request.snapshot(),
                version,
                request.reason(),
                soFar.toMillis(),
                lease.epoch(),
                request.context().planId(),
                request.context().runId(),
                request.context().actor());
        LedgerWriter.audit(
                handle, lease, request.context(), request.snapshot(), ACTION, details(request));
    }

    private static String details(RestoreRequest request) {
        return "from snapshot "
                + request.snapshot()
                + (request.reason() == null ? "" : ": " + request.reason());
    }
}
