package dev.signalbox.database.sqlite;

import dev.signalbox.database.DatabaseException;
import dev.signalbox.database.DatabaseException.Reason;
import java.util.List;

/**
 * The ledger's tables. Plain ones: STRICT, or generated columns, would keep an application with an
 * older SQLite from opening its own database.
 *
 * <p>Times are text in UTC, {@code YYYY-MM-DD HH:MM:SS.SSS}, which compares with {@code
 * CURRENT_TIMESTAMP} as text does.
 */
final class LedgerTables {

    /** Raised when the tables change; a later version upgrades an earlier one's. */
    static final int FORMAT = 4;

    /** The database's own clock, as the ledger writes it. */
    static final String NOW = "strftime('%Y-%m-%d %H:%M:%f', 'now')";

    static final String LOCK_NAME = "migration_lock";

    private static final List<String> STATEMENTS =
            List.of(
                    """
                    CREATE TABLE IF NOT EXISTS _migration_ledger (
                      format INTEGER NOT NULL, created_at TEXT NOT NULL)""",
                    """
                    CREATE TABLE IF NOT EXISTS _migration_history (
                      id INTEGER PRIMARY KEY AUTOINCREMENT,
                      migration_id TEXT NOT NULL, name TEXT NOT NULL, version TEXT NOT NULL,
                      direction TEXT NOT NULL, status TEXT NOT NULL,
                      started_at TEXT NOT NULL, applied_at TEXT NOT NULL,
                      duration_ms INTEGER NOT NULL, rows_changed INTEGER,
                      checksum TEXT NOT NULL, checksum_algorithm TEXT NOT NULL,
                      raw_checksum TEXT, raw_checksum_algorithm TEXT,
                      epoch INTEGER NOT NULL, plan_id TEXT, plan_hash TEXT, run_id TEXT,
                      actor TEXT, executor TEXT NOT NULL,
                      statement_count INTEGER NOT NULL, statement_index INTEGER,
                      statement_line INTEGER, statement_column INTEGER,
                      error TEXT, error_code INTEGER, reverted_by INTEGER)""",
                    """
                    CREATE UNIQUE INDEX IF NOT EXISTS _migration_history_in_force
                    ON _migration_history (migration_id)
                    WHERE status = 'completed' AND direction = 'up' AND reverted_by IS NULL""",
                    """
                    CREATE INDEX IF NOT EXISTS _migration_history_ways_back
                    ON _migration_history (migration_id)
                    WHERE direction = 'down' AND status = 'completed'""",
                    """
                    CREATE TABLE IF NOT EXISTS _migration_versions (
                      version TEXT NOT NULL PRIMARY KEY, name TEXT NOT NULL,
                      history_id INTEGER NOT NULL, applied_at TEXT NOT NULL,
                      tag TEXT, release_name TEXT, released_at TEXT, released_by TEXT,
                      fingerprint_algorithm TEXT NOT NULL,
                      fingerprint_before TEXT NOT NULL, fingerprint_after TEXT NOT NULL,
                      schema_after TEXT)""",
                    """
                    CREATE TABLE IF NOT EXISTS _migration_locks (
                      lock_name TEXT NOT NULL PRIMARY KEY, owner TEXT NOT NULL,
                      token TEXT NOT NULL, epoch INTEGER NOT NULL,
                      host TEXT NOT NULL, pid INTEGER NOT NULL, run_id TEXT,
                      acquired_at TEXT NOT NULL, heartbeat_at TEXT NOT NULL,
                      expires_at TEXT NOT NULL, released_at TEXT)""",
                    """
                    CREATE TABLE IF NOT EXISTS _migration_fence (
                      id INTEGER PRIMARY KEY CHECK (id = 1),
                      epoch INTEGER NOT NULL, token TEXT NOT NULL, raised_at TEXT NOT NULL)""",
                    """
                    CREATE TABLE IF NOT EXISTS _backup_history (
                      backup_id TEXT NOT NULL PRIMARY KEY, status TEXT NOT NULL,
                      location TEXT, size_bytes INTEGER NOT NULL, checksum TEXT,
                      plan_id TEXT, created_at TEXT NOT NULL, recorded_at TEXT NOT NULL,
                      epoch INTEGER NOT NULL)""",
                    """
                    CREATE TABLE IF NOT EXISTS _migration_audit_log (
                      id INTEGER PRIMARY KEY AUTOINCREMENT, at TEXT NOT NULL,
                      action TEXT NOT NULL, migration_id TEXT, plan_id TEXT, run_id TEXT,
                      actor TEXT, executor TEXT, epoch INTEGER NOT NULL, details TEXT)""",
                    """
                    CREATE TABLE IF NOT EXISTS _migration_rollback_history (
                      id INTEGER PRIMARY KEY AUTOINCREMENT, migration_id TEXT NOT NULL,
                      version TEXT NOT NULL, status TEXT NOT NULL, how TEXT NOT NULL,
                      reason TEXT, rolled_back_at TEXT NOT NULL, duration_ms INTEGER NOT NULL,
                      error TEXT, epoch INTEGER NOT NULL, plan_id TEXT, run_id TEXT, actor TEXT)""",
                    """
                    CREATE TABLE IF NOT EXISTS _migration_slices (
                      slice_table TEXT NOT NULL PRIMARY KEY, migration_id TEXT NOT NULL,
                      version TEXT NOT NULL, run_id TEXT, history_id INTEGER,
                      source_table TEXT NOT NULL, after_table TEXT, kind TEXT NOT NULL,
                      key_columns TEXT NOT NULL, columns TEXT NOT NULL,
                      dropped_columns TEXT NOT NULL, row_count INTEGER NOT NULL,
                      sequence INTEGER, digest_after TEXT, saved_at TEXT NOT NULL,
                      restored_at TEXT, notes TEXT)""",
                    """
                    CREATE TABLE IF NOT EXISTS _migration_digests (
                      history_id INTEGER NOT NULL, table_name TEXT NOT NULL,
                      row_count INTEGER NOT NULL, digest TEXT,
                      PRIMARY KEY (history_id, table_name))""",
                    """
                    CREATE TABLE IF NOT EXISTS _migration_backfills (
                      id INTEGER PRIMARY KEY AUTOINCREMENT,
                      run_key TEXT NOT NULL UNIQUE, rule_id TEXT NOT NULL,
                      direction TEXT NOT NULL, state TEXT NOT NULL,
                      last_key TEXT, cursor TEXT, rows_expected INTEGER,
                      rows_transformed INTEGER NOT NULL DEFAULT 0,
                      rows_skipped INTEGER NOT NULL DEFAULT 0,
                      rows_failed INTEGER NOT NULL DEFAULT 0,
                      rows_written INTEGER NOT NULL DEFAULT 0,
                      batches INTEGER NOT NULL DEFAULT 0,
                      started_at TEXT NOT NULL, updated_at TEXT NOT NULL, finished_at TEXT,
                      error TEXT, epoch INTEGER NOT NULL, plan_id TEXT, run_id TEXT,
                      actor TEXT, executor TEXT NOT NULL)""",
                    """
                    CREATE TABLE IF NOT EXISTS _migration_failed_rows (
                      id INTEGER PRIMARY KEY AUTOINCREMENT, backfill_id INTEGER NOT NULL,
                      rule_id TEXT NOT NULL, run_id TEXT, row_key TEXT NOT NULL,
                      reason TEXT NOT NULL, row_values TEXT NOT NULL, failed_at TEXT NOT NULL)""",
                    """
                    CREATE INDEX IF NOT EXISTS _migration_failed_rows_backfill
                    ON _migration_failed_rows (backfill_id)""");

    private LedgerTables() {}

    /** 0 when the database has no ledger. */
    static int format(Handle handle) {
        boolean marked = has(handle, "_migration_ledger");
        if (!marked && has(handle, "_migration_history")) {
            throw new DatabaseException(
                    Reason.LEDGER_FOREIGN,
                    handle.database(),
                    "has a table _migration_history that Signalbox did not make",
                    "Rename that table, so that its rows are kept and the name is free");
        }
        int format = marked ? (int) handle.number("SELECT max(format) FROM _migration_ledger") : 0;
        if (format > FORMAT) {
            throw new DatabaseException(
                    Reason.LEDGER_NEWER,
                    handle.database(),
                    "its ledger has format "
                            + format
                            + ", and this version understands up to "
                            + FORMAT,
                    "Use the version of Signalbox that wrote it, or a later one");
        }
        return marked ? Math.max(format, 1) : 0;
    }

    /**
     * Inside a write transaction. Upgrades an earlier format, and also puts back a table or view
     * that somebody dropped.
     */
    static void ensure(Handle handle) {
        format(handle);
        STATEMENTS.forEach(handle::run);
        handle.update(
                "INSERT INTO _migration_ledger (format, created_at) SELECT ?, "
                        + NOW
                        + " WHERE NOT EXISTS (SELECT 1 FROM _migration_ledger)",
                FORMAT);
        handle.update("UPDATE _migration_ledger SET format = ?1 WHERE format < ?1", FORMAT);
        OwnViews.ensure(handle);
    }

    static boolean has(Handle handle, String table) {
        return handle.number(
                        "SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND name = ?",
                        table)
                > 0;
    }
}
