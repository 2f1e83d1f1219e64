package dev.signalbox.database.sqlite;

import dev.signalbox.database.AppliedMigration;
import dev.signalbox.database.BackupRecord;
import dev.signalbox.database.Fingerprint;
import dev.signalbox.database.Ledger;
import dev.signalbox.database.RunContext;
import dev.signalbox.database.StatementError;
import dev.signalbox.sql.Checksum;
import dev.signalbox.sql.SourcePosition;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Writes the ledger. Every method expects to be called inside a fenced transaction. */
final class LedgerWriter {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSS").withZone(ZoneOffset.UTC);

    private static final String HISTORY =
            """
            INSERT INTO _migration_history (migration_id, name, version, direction, status,
              started_at, applied_at, duration_ms, rows_changed,
              checksum, checksum_algorithm, raw_checksum, raw_checksum_algorithm,
              epoch, plan_id, plan_hash, run_id, actor, executor, statement_count,
              statement_index, statement_line, statement_column, error, error_code)
            VALUES (?, ?, ?, ?, ?,
              strftime('%Y-%m-%d %H:%M:%f', 'now', '-' || (? / 1000.0) || ' seconds'),
              strftime('%Y-%m-%d %H:%M:%f', 'now'), ?, ?,
              ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""";

    private static final String VERSION =
            """
            INSERT INTO _migration_versions (version, name, history_id, applied_at,
              fingerprint_algorithm, fingerprint_before, fingerprint_after)
            VALUES (?, ?, ?, strftime('%Y-%m-%d %H:%M:%f', 'now'), ?, ?, ?)
            ON CONFLICT (version) DO UPDATE SET name = excluded.name,
              history_id = excluded.history_id, applied_at = excluded.applied_at,
              fingerprint_algorithm = excluded.fingerprint_algorithm,
              fingerprint_before = excluded.fingerprint_before,
              fingerprint_after = excluded.fingerprint_after,
              schema_after = NULL""";

    private static final String BACKUP =
            """
            INSERT INTO _backup_history (backup_id, status, location, size_bytes, checksum,
              plan_id, created_at, recorded_at, epoch)
            VALUES (?, ?, ?, ?, ?, ?, ?, strftime('%Y-%m-%d %H:%M:%f', 'now'), ?)
            ON CONFLICT (backup_id) DO UPDATE SET status = excluded.status,
              location = excluded.location, size_bytes = excluded.size_bytes,
              checksum = excluded.checksum, recorded_at = excluded.recorded_at,
              epoch = excluded.epoch""";

    private static final String AUDIT =
            """
            INSERT INTO _migration_audit_log (at, action, migration_id, plan_id, run_id, actor,
              executor, epoch, details)
            VALUES (strftime('%Y-%m-%d %H:%M:%f', 'now'), ?, ?, ?, ?, ?, ?, ?, ?)""";

    /** Of a way back that failed, when nothing was in force that it could have undone. */
    private static final Checksum UNKNOWN = new Checksum("none", "none");

    private LedgerWriter() {}

    static String time(Instant instant) {
        return TIME.format(instant);
    }

    /** Answers the row's id. */
    static long completed(Handle handle, Lease lease, Change change, Duration duration, long rows) {
        return history(handle, lease, change, "completed", duration, rows, null);
    }

    /** One application of a migration is in force: the old one stops before the new one starts. */
    static void giveWay(Handle handle, long historyId) {
        replacedBy(handle, historyId, historyId);
    }

    static void replacedBy(Handle handle, long historyId, long by) {
        handle.update("UPDATE _migration_history SET reverted_by = ? WHERE id = ?", by, historyId);
    }

    static void unfinished(
            Handle handle,
            Lease lease,
            Change change,
            String status,
            Duration duration,
            StatementError error) {
        history(handle, lease, change, status, duration, null, error);
        if (change.way() == Change.Way.DOWN) {
            RollbackRows.add(handle, lease, change, status, duration, error);
        }
        audit(handle, lease, change, change.way().noun() + " " + status, error.message());
    }

    private static long history(
            Handle handle,
            Lease lease,
            Change change,
            String status,
            Duration duration,
            @Nullable Long rows,
            @Nullable StatementError error) {
        @Nullable Checksum checksum = change.checksum();
        @Nullable Checksum raw = change.rawChecksum();
        if (checksum == null) {
            Optional<AppliedMigration> undone = new LedgerRows(handle).inForce(change.id());
            checksum = undone.map(AppliedMigration::checksum).orElse(UNKNOWN);
            raw = undone.map(AppliedMigration::rawChecksum).orElse(null);
        }
        @Nullable SourcePosition place = error == null ? null : error.position();
        handle.update(
                HISTORY,
                change.id(),
                change.name(),
                change.version(),
                change.way().direction(),
                status,
                duration.toMillis(),
                duration.toMillis(),
                rows,
                checksum.hex(),
                checksum.algorithm(),
                raw == null ? null : raw.hex(),
                raw == null ? null : raw.algorithm(),
                lease.epoch(),
                change.context().planId(),
                change.context().planHash(),
                change.context().runId(),
                change.context().actor(),
                change.context().executor(),
                change.statements().size(),
                error == null || error.index() == 0 ? null : error.index(),
                place == null ? null : place.line(),
                place == null ? null : place.column(),
                error == null ? null : error.problem(),
                error == null || error.engineCode() == 0 ? null : error.engineCode());
        return handle.lastInsertId();
    }

    /** What the schema is in full is written when the lease ends: it may be long. */
    static void version(
            Handle handle, Change change, long historyId, Fingerprint before, Fingerprint after) {
        handle.update(
                VERSION,
                change.version(),
                change.name(),
                historyId,
                after.algorithm(),
                before.value(),
                after.value());
    }

    /**
     * Only the latest version keeps the schema's text, which says later what has become different;
     * a schema that it did not leave is not written as its own.
     */
    static void keepSchema(Handle handle) {
        Optional<Ledger.Stamp> latest = new LedgerRows(handle).latestStamp();
        if (latest.filter(stamp -> stamp.schemaText() == null).isPresent()
                && handle.isOf(latest.get().fingerprint(), handle.schema())) {
            handle.update(
                    "UPDATE _migration_versions SET schema_after = NULL"
                            + " WHERE schema_after IS NOT NULL");
            handle.update(
                    "UPDATE _migration_versions SET schema_after = ? WHERE version = ?",
                    handle.schema().canonicalText(),
                    latest.get().version());
        }
    }

    static void backup(Handle handle, Lease lease, BackupRecord backup) {
        handle.update(
                BACKUP,
                backup.backupId(),
                backup.status(),
                backup.location(),
                backup.bytes(),
                backup.sha256(),
                backup.planId(),
                time(backup.createdAt()),
                lease.epoch());
    }

    static void audit(
            Handle handle, Lease lease, Change change, String action, @Nullable String details) {
        audit(handle, lease, change.context(), change.id(), action, details);
    }

    /**
     * @param subject the migration, or what else the action is about; null for none
     */
    static void audit(
            Handle handle,
            Lease lease,
            RunContext context,
            @Nullable String subject,
            String action,
            @Nullable String details) {
        handle.update(
                AUDIT,
                action,
                subject,
                context.planId(),
                context.runId(),
                context.actor(),
                context.executor(),
                lease.epoch(),
                details);
    }

    static void audit(Handle handle, Lease lease, String action, @Nullable String details) {
        handle.update(
                AUDIT,
                action,
                null,
                null,
                lease.request().run(),
                null,
                lease.request().owner(),
                lease.epoch(),
                details);
    }
}
