package dev.signalbox.database.sqlite;

import dev.signalbox.database.AppliedMigration;
import dev.signalbox.database.DatabaseException;
import dev.signalbox.database.DatabaseException.Reason;
import dev.signalbox.database.FailedMigration;
import dev.signalbox.database.Fingerprint;
import dev.signalbox.database.Ledger;
import dev.signalbox.database.LockHolder;
import dev.signalbox.database.LogEntry;
import dev.signalbox.sql.Checksum;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the ledger. Every method expects to be called inside a transaction. */
final class LedgerRows {

    private static final String APPLIED =
            """
            SELECT id, migration_id, name, version, applied_at, duration_ms,
              checksum_algorithm, checksum, raw_checksum_algorithm, raw_checksum,
              epoch, plan_id, run_id, actor
            FROM _migration_history
            WHERE status = 'completed' AND direction = 'up' AND reverted_by IS NULL""";

    private static final String FAILURES =
            """
            SELECT migration_id, applied_at, error FROM _migration_history
            WHERE status = 'failed' AND direction = 'up' ORDER BY id DESC LIMIT ?""";

    private static final String LOG =
            """
            SELECT at, action, migration_id, run_id, actor, executor, epoch, details
            FROM _migration_audit_log ORDER BY id DESC LIMIT ?""";

    private static final String LATEST_STAMP =
            """
            SELECT version, fingerprint_algorithm, fingerprint_after, schema_after
            FROM _migration_versions
            ORDER BY history_id DESC LIMIT 1""";

    private static final String HOLDER =
            """
            SELECT owner, host, pid, run_id, epoch, acquired_at, heartbeat_at, expires_at,
              expires_at > strftime('%Y-%m-%d %H:%M:%f', 'now')
            FROM _migration_locks
            WHERE lock_name = 'migration_lock' AND released_at IS NULL""";

    private static final String GREATEST_EPOCH =
            """
            SELECT max(coalesce((SELECT max(epoch) FROM _migration_fence), 0),
              coalesce((SELECT max(epoch) FROM _migration_history), 0),
              coalesce((SELECT max(epoch) FROM _migration_locks), 0))""";

    private final Handle handle;

    LedgerRows(Handle handle) {
        this.handle = handle;
    }

    Ledger read() {
        int format = LedgerTables.format(handle);
        if (format == 0) {
            return Ledger.ABSENT;
        }
        return new Ledger(
                true,
                format,
                handle.number("SELECT max(epoch) FROM _migration_fence"),
                handle.list(APPLIED + " ORDER BY id", this::applied),
                latestStamp().orElse(null),
                lastHolder().orElse(null));
    }

    /** Of the version that was reached last, whose row every change of the schema updates. */
    Optional<Ledger.Stamp> latestStamp() {
        return handle.first(LATEST_STAMP, LedgerRows::stamp);
    }

    Optional<AppliedMigration> inForce(String migrationId) {
        return handle.first(APPLIED + " AND migration_id = ?", this::applied, migrationId);
    }

    /** Of everybody who ever wrote here; 0 when nobody did. Expects the ledger's tables. */
    long greatestEpoch() {
        return handle.number(GREATEST_EPOCH);
    }

    /** Whoever has not released the lock, whether the lease still runs or not. */
    Optional<LockHolder> lastHolder() {
        return handle.first(HOLDER, this::holder);
    }

    List<FailedMigration> failures(int atMost) {
        return LedgerTables.format(handle) == 0
                ? List.of()
                : handle.list(
                        FAILURES,
                        row ->
                                new FailedMigration(
                                        row.getString(1),
                                        instant(row.getString(2)),
                                        row.getString(3)),
                        atMost);
    }

    /** Newest first. */
    List<LogEntry> log(int atMost) {
        return LedgerTables.format(handle) == 0
                ? List.of()
                : handle.list(LOG, this::logEntry, atMost);
    }

    private LogEntry logEntry(ResultSet row) throws SQLException {
        return new LogEntry(
                instant(row.getString(1)),
                row.getString(2),
                row.getString(3),
                row.getString(4),
                row.getString(5),
                row.getString(6),
                row.getLong(7),
                row.getString(8));
    }

    List<AppliedMigration> committedBy(long epoch, String migrationId) {
        return handle.list(
                APPLIED + " AND migration_id = ? AND epoch = ?", this::applied, migrationId, epoch);
    }

    boolean revertedBy(long epoch, String migrationId) {
        return handle.number(
                        "SELECT count(*) FROM _migration_history WHERE migration_id = ?"
                                + " AND epoch = ? AND direction = 'down'"
                                + " AND status = 'completed' AND id = (SELECT max(reverted_by)"
                                + " FROM _migration_history WHERE migration_id = ?)",
                        migrationId,
                        epoch,
                        migrationId)
                > 0;
    }

    private AppliedMigration applied(ResultSet row) throws SQLException {
        @Nullable String rawAlgorithm = row.getString(9);
        @Nullable String raw = row.getString(10);
        return new AppliedMigration(
                row.getLong(1),
                row.getString(2),
                row.getString(3),
                row.getString(4),
                instant(row.getString(5)),
                Duration.ofMillis(row.getLong(6)),
                new Checksum(row.getString(7), row.getString(8)),
                raw == null || rawAlgorithm == null ? null : new Checksum(rawAlgorithm, raw),
                row.getLong(11),
                row.getString(12),
                row.getString(13),
                row.getString(14));
    }

    private static Ledger.Stamp stamp(ResultSet row) throws SQLException {
        return new Ledger.Stamp(
                row.getString(1),
                new Fingerprint(row.getString(2), row.getString(3)),
                row.getString(4));
    }

    private LockHolder holder(ResultSet row) throws SQLException {
        return new LockHolder(
                row.getString(1),
                row.getString(2),
                row.getLong(3),
                row.getString(4),
                row.getLong(5),
                instant(row.getString(6)),
                instant(row.getString(7)),
                instant(row.getString(8)),
                row.getBoolean(9));
    }

    private Instant instant(@Nullable String text) {
        return instant(handle, text);
    }

    static Instant instant(Handle handle, @Nullable String text) {
        try {
            return Instant.parse(String.valueOf(text).replace(' ', 'T') + "Z");
        } catch (DateTimeParseException e) {
            throw new DatabaseException(
                    Reason.LEDGER_DAMAGED,
                    handle.database(),
                    "its ledger holds '" + text + "' where a time belongs",
                    "Write it as YYYY-MM-DD HH:MM:SS, in UTC",
                    null,
                    0,
                    e);
        }
    }
}
