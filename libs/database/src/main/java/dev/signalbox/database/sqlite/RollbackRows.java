package dev.signalbox.database.sqlite;

import dev.signalbox.database.PastRollback;
import dev.signalbox.database.Schema;
import dev.signalbox.database.StatementError;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The ways back in the ledger: {@code _migration_rollback_history}, and what they take away. */
final class RollbackRows {

    private static final String ADD =
            """
            INSERT INTO _migration_rollback_history (migration_id, version, status, how, reason,
              rolled_back_at, duration_ms, error, epoch, plan_id, run_id, actor)
            VALUES (?, ?, ?, ?, ?, strftime('%Y-%m-%d %H:%M:%f', 'now'), ?, ?, ?, ?, ?, ?)""";

    private static final String LATEST =
            """
            SELECT migration_id, version, status, how, reason,
              rolled_back_at, error, plan_id, actor
            FROM _migration_rollback_history ORDER BY id DESC LIMIT ?""";

    private static final String STAMP =
            """
            UPDATE _migration_versions SET fingerprint_algorithm = ?, fingerprint_after = ?,
              schema_after = ?
            WHERE history_id = (SELECT max(history_id) FROM _migration_versions)""";

    private RollbackRows() {}

    static void add(
            Handle handle,
            Lease lease,
            Change change,
            String status,
            Duration duration,
            @Nullable StatementError error) {
        handle.update(
                ADD,
                change.id(),
                change.version(),
                status,
                change.isOnlyRecord() ? "off the record" : "down script",
                change.reason(),
                duration.toMillis(),
                error == null ? null : error.message(),
                lease.epoch(),
                change.context().planId(),
                change.context().runId(),
                change.context().actor());
    }

    static List<PastRollback> latest(Handle handle, int atMost) {
        return LedgerTables.format(handle) == 0
                ? List.of()
                : handle.list(
                        LATEST,
                        row ->
                                new PastRollback(
                                        row.getString(1),
                                        row.getString(2),
                                        row.getString(3),
                                        row.getString(4),
                                        row.getString(5),
                                        LedgerRows.instant(handle, row.getString(6)),
                                        row.getString(7),
                                        row.getString(8),
                                        row.getString(9)),
                        atMost);
    }

    /**
     * The row of the way up is no longer in force, and the schema as it is now becomes that of the
     * latest version that remains.
     */
    static void takeAway(Handle handle, long appliedId, long revertId, Schema after) {
        handle.update(
                "UPDATE _migration_history SET reverted_by = ? WHERE id = ?", revertId, appliedId);
        handle.update("DELETE FROM _migration_versions WHERE history_id = ?", appliedId);
        handle.update("UPDATE _migration_versions SET schema_after = NULL");
        handle.update(
                STAMP,
                after.fingerprint().algorithm(),
                after.fingerprint().value(),
                after.canonicalText());
    }
}
