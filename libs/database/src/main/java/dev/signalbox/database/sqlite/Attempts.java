package dev.signalbox.database.sqlite;

import dev.signalbox.database.PastAttempt;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** {@code _migration_history}: every time that a migration was tried. */
final class Attempts {

    private static final String ALL =
            """
            SELECT direction, status, started_at, duration_ms, rows_changed, statement_count,
              plan_id, actor, error
            FROM _migration_history WHERE migration_id = ? ORDER BY id DESC""";

    private static final String TRIED =
            """
            SELECT migration_id FROM _migration_history
            WHERE migration_id = ?1 OR version = ?1
            ORDER BY migration_id = ?1 DESC, id DESC LIMIT 1""";

    private Attempts() {}

    static Optional<String> migration(Handle handle, String migration) {
        return LedgerTables.format(handle) == 0
                ? Optional.empty()
                : handle.first(TRIED, row -> row.getString(1), migration);
    }

    static List<PastAttempt> of(Handle handle, String migrationId) {
        return LedgerTables.format(handle) == 0
                ? List.of()
                : handle.list(ALL, row -> attempt(handle, row), migrationId);
    }

    private static PastAttempt attempt(Handle handle, ResultSet row) throws SQLException {
        return new PastAttempt(
                row.getString(1),
                row.getString(2),
                LedgerRows.instant(handle, row.getString(3)),
                Duration.ofMillis(row.getLong(4)),
                row.getObject(5) == null ? OptionalLong.empty() : OptionalLong.of(row.getLong(5)),
                row.getInt(6),
                row.getString(7),
                row.getString(8),
                row.getString(9));
    }
}
