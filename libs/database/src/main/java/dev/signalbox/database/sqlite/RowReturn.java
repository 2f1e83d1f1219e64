package dev.signalbox.database.sqlite;

import dev.signalbox.database.Schema;
import java.util.List;
import java.util.stream.Collectors;

/** Moves the rows of a slice into the table that they come from, each found by its key. */
final class RowReturn {

    private final Handle handle;
    private final Slice slice;
    private final RowStates states;
    private final TableContent target;
    private final List<String> common;

    RowReturn(Handle handle, Slice slice, TableContent target) {
        this.handle = handle;
        this.slice = slice;
        this.states = new RowStates(handle, slice);
        this.target = target;
        this.common = slice.columns().stream().filter(target::hasColumn).toList();
    }

    void removeOthers() {
        delete("NOT IN", "");
    }

    void insert(RepeatedRows repeated) {
        repeated.removeFrom(target, common.stream().filter(it -> !isKey(it)).toList());
        String columns = common.stream().map(SqlTokens::quoted).collect(Collectors.joining(", "));
        handle.run(
                "INSERT OR IGNORE INTO "
                        + target.source()
                        + " ("
                        + columns
                        + ") SELECT "
                        + columns
                        + " FROM "
                        + slice.table()
                        + " WHERE "
                        + RowStates.is(RowState.REMOVED));
    }

    boolean takeBackDangling(Schema schema) {
        int blocked = states.block(RowStates.is(RowState.REMOVED) + " AND " + dangling(schema));
        if (blocked > 0) {
            delete("IN", " WHERE " + RowStates.is(RowState.BLOCKED));
        }
        return blocked > 0;
    }

    private void delete(String in, String rows) {
        handle.run(
                "DELETE FROM "
                        + target.source()
                        + " AS t WHERE ("
                        + slice.keysOf("t")
                        + ") "
                        + in
                        + " (SELECT "
                        + slice.keysOf("s")
                        + " FROM "
                        + slice.table()
                        + " AS s"
                        + rows
                        + ")");
    }

    void update(Schema schema) {
        String differs = differs(common);
        String sound = " AND NOT " + dangling(schema);
        set(common, RowStates.PUT_BACK + " AND " + differs + sound);
        set(refilled(), RowStates.is(RowState.CHANGED));
        states.block(
                RowStates.PUT_BACK
                        + " AND NOT EXISTS (SELECT 1 FROM "
                        + target.source()
                        + " AS t WHERE "
                        + slice.sameRow()
                        + " AND NOT ("
                        + differs
                        + "))");
    }

    /** The columns that the way back dropped and that are there again. */
    List<String> refilled() {
        return common.stream().filter(slice.dropped()::contains).toList();
    }

    /** Once more while it helps: a row may have to wait for another to leave its unique value. */
    private void set(List<String> columns, String condition) {
        String assignments =
                columns.stream()
                        .filter(it -> !isKey(it))
                        .map(SqlTokens::quoted)
                        .map(it -> it + " = s." + it)
                        .collect(Collectors.joining(", "));
        if (assignments.isEmpty()) {
            return;
        }
        String sql =
                "UPDATE OR IGNORE "
                        + target.source()
                        + " AS t SET "
                        + assignments
                        + " FROM "
                        + slice.table()
                        + " AS s WHERE "
                        + slice.sameRow()
                        + " AND "
                        + condition
                        + " AND "
                        + differs(columns);
        int left = Integer.MAX_VALUE;
        int now = handle.update(sql);
        while (now > 0 && now < left) {
            left = now;
            now = handle.update(sql);
        }
    }

    private static String differs(List<String> columns) {
        return RowHash.of(columns, "t") + " <> " + RowHash.of(columns, "s");
    }

    private String dangling(Schema schema) {
        Schema.Table table = schema.table(slice.source()).orElseThrow();
        return References.dangling(schema, table, target.with(common));
    }

    private boolean isKey(String column) {
        return slice.key().stream().anyMatch(column::equalsIgnoreCase);
    }
}
