package dev.signalbox.database.sqlite;

import dev.signalbox.database.BackfillCounts;
import dev.signalbox.database.BackfillRecord;
import dev.signalbox.database.BackfillToRun;
import dev.signalbox.database.FailedRow;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code _migration_backfills} and {@code _migration_failed_rows}. */
final class BackfillRows {

    static final String TABLE = "_migration_backfills";

    private static final String SELECT =
            """
            SELECT id, rule_id, direction, state, rows_expected, cursor, rows_transformed,
              rows_skipped, rows_failed, rows_written, batches, run_id, error, started_at,
              updated_at, finished_at, last_key FROM _migration_backfills""";

    private static final String BEGIN =
            """
            INSERT INTO _migration_backfills (run_key, rule_id, direction, state, last_key,
              rows_expected, started_at, updated_at, epoch, plan_id, run_id, actor, executor)
            VALUES (?, ?, ?, 'running', ?, ?, %1$s, %1$s, ?, ?, ?, ?, ?)"""
                    .formatted(LedgerTables.NOW);

    private static final String ADVANCE =
            """
            UPDATE _migration_backfills SET state = ?, cursor = coalesce(?, cursor), error = NULL,
              rows_transformed = ?, rows_skipped = ?, rows_failed = ?, rows_written = ?,
              batches = ?, updated_at = %1$s, epoch = ?,
              finished_at = CASE WHEN ? = 'completed' THEN %1$s END
            WHERE run_key = ?"""
                    .formatted(LedgerTables.NOW);

    private static final String FROM_NOTHING =
            "cursor = NULL, rows_transformed = 0, rows_skipped = 0, rows_failed = 0,"
                    + " rows_written = 0, batches = 0, finished_at = NULL, error = NULL";

    private static final String BEGIN_ANEW =
            """
            UPDATE _migration_backfills SET state = 'running', %2$s, rows_expected = ?,
              last_key = ?, started_at = %1$s, updated_at = %1$s, epoch = ?
            WHERE run_key = ?"""
                    .formatted(LedgerTables.NOW, FROM_NOTHING);

    private static final String FAIL =
            """
            UPDATE _migration_backfills SET state = 'failed', error = ?, updated_at = %s
            WHERE run_key = ?"""
                    .formatted(LedgerTables.NOW);

    private static final String FAILED_ROW =
            """
            INSERT INTO _migration_failed_rows (backfill_id, rule_id, run_id, row_key, reason,
              row_values, failed_at) VALUES (?, ?, ?, ?, ?, ?, %s)"""
                    .formatted(LedgerTables.NOW);

    private final Handle handle;

    BackfillRows(Handle handle) {
        this.handle = handle;
    }

    /**
     * @param lastKey where it ends; null for an empty source, and where there is none
     */
    record Row(BackfillRecord record, @Nullable String lastKey) {}

    Optional<Row> find(String key) {
        return handle.first(SELECT + " WHERE run_key = ?", this::row, key);
    }

    void begin(Lease lease, BackfillToRun backfill, long expected, @Nullable String lastKey) {
        handle.update(
                BEGIN,
                backfill.key(),
                backfill.rule(),
                backfill.direction().name().toLowerCase(Locale.ROOT),
                lastKey,
                expected < 0 ? null : expected,
                lease.epoch(),
                backfill.context().planId(),
                backfill.context().runId(),
                backfill.context().actor(),
                backfill.context().executor());
    }

    /**
     * What was taken back is made again, with the same key: so an undo of the same run, which is
     * done, may be needed a second time.
     */
    void beginAnew(Lease lease, BackfillToRun backfill, long expected, @Nullable String lastKey) {
        handle.update(
                "DELETE FROM _migration_failed_rows WHERE backfill_id ="
                        + " (SELECT id FROM _migration_backfills WHERE run_key = ?)",
                backfill.key());
        handle.update(
                BEGIN_ANEW, expected < 0 ? null : expected, lastKey, lease.epoch(), backfill.key());
        if (backfill.direction() == BackfillToRun.Direction.FORWARD) {
            handle.update(
                    "UPDATE _migration_backfills SET state = 'undone' WHERE rule_id = ?"
                            + " AND run_id = ? AND direction = 'undo' AND state = 'completed'",
                    backfill.rule(),
                    backfill.context().runId());
        }
    }

    void measured(BackfillToRun backfill, long expected, @Nullable String lastKey) {
        handle.update(
                "UPDATE _migration_backfills SET rows_expected = ?, last_key = ? WHERE run_key = ?",
                expected < 0 ? null : expected,
                lastKey,
                backfill.key());
    }

    void advance(
            Lease lease,
            BackfillToRun backfill,
            @Nullable String cursor,
            BackfillCounts counts,
            boolean completed) {
        String state = completed ? "completed" : "running";
        handle.update(
                ADVANCE,
                state,
                cursor,
                counts.transformed(),
                counts.skipped(),
                counts.failed(),
                counts.written(),
                counts.batches(),
                lease.epoch(),
                state,
                backfill.key());
        if (completed && backfill.direction() == BackfillToRun.Direction.UNDO) {
            handle.update(
                    "UPDATE _migration_backfills SET state = 'undone', "
                            + FROM_NOTHING
                            + " WHERE rule_id = ? AND direction = 'forward' AND state <> 'undone'",
                    backfill.rule());
        }
    }

    void fail(Lease lease, BackfillToRun backfill, String error) {
        if (find(backfill.key()).isEmpty()) {
            begin(lease, backfill, -1, null);
        }
        handle.update(FAIL, error, backfill.key());
    }

    void failedRow(long backfillId, BackfillToRun backfill, String key, String reason, String row) {
        handle.update(
                FAILED_ROW,
                backfillId,
                backfill.rule(),
                backfill.context().runId(),
                key,
                reason,
                row);
    }

    List<BackfillRecord> latest() {
        return handle.list(
                SELECT
                        + " WHERE id IN (SELECT max(id) FROM _migration_backfills"
                        + " GROUP BY rule_id, direction) ORDER BY rule_id, id",
                row -> row(row).record());
    }

    List<FailedRow> failedRows(String rule, int atMost) {
        return handle.list(
                """
                SELECT rule_id, run_id, row_key, reason, row_values, failed_at
                FROM _migration_failed_rows WHERE backfill_id =
                  (SELECT max(id) FROM _migration_backfills
                   WHERE rule_id = ? AND direction = 'forward')
                ORDER BY id LIMIT ?""",
                row ->
                        new FailedRow(
                                row.getString(1),
                                row.getString(2),
                                row.getString(3),
                                row.getString(4),
                                row.getString(5),
                                LedgerRows.instant(handle, row.getString(6))),
                rule,
                atMost);
    }

    private Row row(ResultSet row) throws SQLException {
        @Nullable String finished = row.getString(16);
        return new Row(
                new BackfillRecord(
                        row.getLong(1),
                        row.getString(2),
                        BackfillToRun.Direction.valueOf(row.getString(3).toUpperCase(Locale.ROOT)),
                        BackfillRecord.State.valueOf(row.getString(4).toUpperCase(Locale.ROOT)),
                        row.getObject(5) == null ? -1 : row.getLong(5),
                        row.getString(6),
                        new BackfillCounts(
                                row.getLong(7),
                                row.getLong(8),
                                row.getLong(9),
                                row.getLong(10),
                                row.getLong(11)),
                        row.getString(12),
                        row.getString(13),
                        LedgerRows.instant(handle, row.getString(14)),
                        LedgerRows.instant(handle, row.getString(15)),
                        finished == null ? null : LedgerRows.instant(handle, finished)),
                row.getString(17));
    }
}
