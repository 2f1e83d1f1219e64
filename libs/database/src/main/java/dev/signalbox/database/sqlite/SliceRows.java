package dev.signalbox.database.sqlite;

import dev.signalbox.sql.Checksum;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** {@code _migration_slices}: what the ledger knows of slices. Rows are never deleted. */
final class SliceRows {

    private static final String ADD =
            """
            INSERT INTO _migration_slices (slice_table, migration_id, version, run_id,
              source_table, kind, key_columns, columns, dropped_columns, row_count, sequence,
              saved_at)
            VALUES (?, ?, ?, ?, ?, 'dropped', ?, ?, '[]', ?, ?,
              strftime('%Y-%m-%d %H:%M:%f', 'now'))""";

    private static final String WAYS_BACK =
            "FROM _migration_history"
                    + " WHERE migration_id = ? AND direction = 'down' AND status = 'completed'";

    private static final String WAY_BACK = "SELECT max(id) " + WAYS_BACK;

    private static final String PENDING =
            """
            SELECT slice_table, source_table, after_table, key_columns, columns, dropped_columns,
              row_count, sequence, digest_after
            FROM _migration_slices
            WHERE restored_at IS NULL AND history_id =
                (%s)
              AND slice_table IN (SELECT name FROM sqlite_schema WHERE type = 'table')
            ORDER BY rowid"""
                    .formatted(WAY_BACK);

    private final Handle handle;

    SliceRows(Handle handle) {
        this.handle = handle;
    }

    /** A name that was never used. */
    String freeName(Change change) {
        @Nullable String run = change.context().runId();
        String prefix =
                Slice.PREFIX + (run == null ? "none" : run.replaceAll("[^A-Za-z0-9]", "")) + "_";
        long used =
                handle.number(
                        "SELECT coalesce(max(CAST(substr(slice_table, ?1) AS INTEGER)), 0)"
                                + " FROM _migration_slices WHERE substr(slice_table, 1, ?1 - 1) = ?2",
                        prefix.length() + 1,
                        prefix);
        return prefix + (used + 1);
    }

    void add(Change change, Slice slice) {
        handle.update(
                ADD,
                slice.name(),
                change.id(),
                change.version(),
                change.context().runId(),
                slice.source(),
                json(slice.key()),
                json(slice.columns()),
                slice.rows(),
                slice.sequence());
    }

    /** What is known only when the way back has run. */
    void complete(Slice slice) {
        handle.update(
                "UPDATE _migration_slices SET after_table = ?, kind = ?, key_columns = ?,"
                        + " dropped_columns = ?, digest_after = ? WHERE slice_table = ?",
                slice.after(),
                slice.after() == null ? "dropped" : "changed",
                json(slice.key()),
                json(slice.dropped()),
                slice.digestAfter(),
                slice.name());
    }

    void belongTo(long historyId) {
        handle.update(
                "UPDATE _migration_slices SET history_id = ? WHERE history_id IS NULL", historyId);
    }

    /** Those of the migration's latest way back that are still to be put back. */
    List<Slice> pending(String migrationId) {
        return handle.list(
                PENDING,
                row ->
                        new Slice(
                                row.getString(1),
                                row.getString(2),
                                row.getString(3),
                                names(row.getString(4)),
                                names(row.getString(5)),
                                names(row.getString(6)),
                                row.getLong(7),
                                row.getObject(8) == null ? null : row.getLong(8),
                                row.getString(9)),
                migrationId);
    }

    /** Whether the migration was ever taken back. */
    boolean hasWayBack(String migrationId) {
        return handle.number("SELECT EXISTS (SELECT 1 " + WAYS_BACK + ")", migrationId) == 1;
    }

    void restored(Slice slice, List<String> notes) {
        handle.update(
                "UPDATE _migration_slices SET restored_at = "
                        + LedgerTables.NOW
                        + ", notes = ? WHERE slice_table = ?",
                String.join("; ", notes),
                slice.name());
    }

    /** The history row of the latest way back of the same script. */
    OptionalLong latestWayBackOf(Change change) {
        @Nullable Checksum checksum = change.checksum();
        return checksum == null
                ? OptionalLong.empty()
                : handle
                        .list(
                                "SELECT id FROM _migration_history WHERE id = ("
                                        + WAY_BACK
                                        + ") AND checksum = ? AND checksum_algorithm = ?",
                                row -> row.getLong(1),
                                change.id(),
                                checksum.hex(),
                                checksum.algorithm())
                        .stream()
                        .mapToLong(Long::longValue)
                        .findFirst();
    }

    private String json(List<String> names) {
        StringBuilder array = new StringBuilder("json_array(");
        array.append(String.join(", ", names.stream().map(it -> "?").toList())).append(')');
        return handle.text("SELECT " + array, names.toArray());
    }

    private List<String> names(String json) {
        return handle.list(
                "SELECT value FROM json_each(?) ORDER BY key", row -> row.getString(1), json);
    }
}
