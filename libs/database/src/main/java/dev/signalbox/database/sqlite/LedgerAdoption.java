package dev.signalbox.database.sqlite;

import dev.signalbox.database.AppliedMigration;
import dev.signalbox.database.MendOutcome;
import dev.signalbox.database.MendOutcome.Mended;
import dev.signalbox.database.MendOutcome.MendedBefore;
import dev.signalbox.database.MendOutcome.NotMended;
import dev.signalbox.database.MigrationToAdopt;
import dev.signalbox.database.Schema;
import dev.signalbox.sql.Checksum;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Puts a migration on record that another tool applied: with the time at which it did, and in the
 * log with whose word that is. What the schema was before it is not known, and so not written.
 */
final class LedgerAdoption {

    private static final String HISTORY =
            """
            INSERT INTO _migration_history (migration_id, name, version, direction, status,
              started_at, applied_at, duration_ms,
              checksum, checksum_algorithm, raw_checksum, raw_checksum_algorithm,
              epoch, plan_id, plan_hash, run_id, actor, executor, statement_count)
            VALUES (?, ?, ?, 'up', 'completed', %1$s, coalesce(?, %1$s), ?,
              ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0)"""
                    .formatted(LedgerTables.NOW);

    private static final String BEGUN =
            """
            UPDATE _migration_history
            SET started_at = strftime('%Y-%m-%d %H:%M:%f', applied_at,
              '-' || (duration_ms / 1000.0) || ' seconds')
            WHERE id = ?""";

    private static final String VERSION =
            """
            INSERT INTO _migration_versions (version, name, history_id, applied_at,
              fingerprint_algorithm, fingerprint_before, fingerprint_after, schema_after)
            SELECT version, name, id, applied_at, ?, '', ?, ? FROM _migration_history WHERE id = ?
            ON CONFLICT (version) DO UPDATE SET name = excluded.name,
              history_id = excluded.history_id, applied_at = excluded.applied_at,
              fingerprint_algorithm = excluded.fingerprint_algorithm,
              fingerprint_before = excluded.fingerprint_before,
              fingerprint_after = excluded.fingerprint_after,
              schema_after = excluded.schema_after""";

    private final Handle handle;
    private final Lease lease;
    private final MigrationToAdopt migration;

    LedgerAdoption(Handle handle, Lease lease, MigrationToAdopt migration) {
        this.handle = handle;
        this.lease = lease;
        this.migration = migration;
    }

    /** Inside a fenced transaction. */
    MendOutcome outcome() {
        Optional<AppliedMigration> row = new LedgerRows(handle).inForce(migration.id());
        if (row.isEmpty()) {
            put();
            return new Mended();
        }
        return ApplyWork.isOther(row.get().checksum(), migration.checksum())
                ? new NotMended(
                        "migration "
                                + migration.id()
                                + " is in force already, with checksum "
                                + row.get().checksum()
                                + " where its file has "
                                + migration.checksum(),
                        "Plan the adoption again; if the file is right, put the ledger right with"
                                + " the repair command")
                : new MendedBefore();
    }

    private void put() {
        long historyId = history();
        Schema schema = handle.schema();
        handle.update("UPDATE _migration_versions SET schema_after = NULL");
        handle.update(
                VERSION,
                schema.fingerprint().algorithm(),
                schema.fingerprint().value(),
                schema.canonicalText(),
                historyId);
        LedgerWriter.audit(
                handle, lease, migration.context(), migration.id(), "migration adopted", details());
    }

    private long history() {
        @Nullable Checksum raw = migration.rawChecksum();
        @Nullable Duration duration = migration.duration();
        handle.update(
                HISTORY,
                migration.id(),
                migration.name(),
                migration.version(),
                migration.appliedAt() == null ? null : LedgerWriter.time(migration.appliedAt()),
                duration == null ? 0 : duration.toMillis(),
                migration.checksum().hex(),
                migration.checksum().algorithm(),
                raw == null ? null : raw.hex(),
                raw == null ? null : raw.algorithm(),
                lease.epoch(),
                migration.context().planId(),
                migration.context().planHash(),
                migration.context().runId(),
                migration.context().actor(),
                migration.context().executor());
        long historyId = handle.lastInsertId();
        handle.update(BEGUN, historyId);
        return historyId;
    }

    private String details() {
        StringBuilder text = new StringBuilder("from ").append(migration.from());
        if (migration.appliedAt() != null) {
            text.append(", applied ").append(migration.appliedAt());
        }
        if (migration.appliedBy() != null) {
            text.append(" by ").append(migration.appliedBy());
        }
        return text.toString();
    }
}
