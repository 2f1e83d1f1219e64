package dev.signalbox.database.sqlite;

import dev.signalbox.database.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A slice whose rows a key tells apart: each is put back, or kept out, for itself. */
final class KeyedSlice implements ReturningSlice {

    private static final String PUT_BACK =
            Slice.STATE + " IN (" + RowState.REMOVED.sql() + ", " + RowState.UNTOUCHED.sql() + ")";

    private final Handle handle;
    private final Slice slice;
    private final List<String> notes = new ArrayList<>();
    private boolean impossible;
    private long greatestKey = Long.MAX_VALUE;
    private int conflicts;

    KeyedSlice(Handle handle, Slice slice) {
        this.handle = handle;
        this.slice = slice;
    }

    @Override
    public Slice slice() {
        return slice;
    }

    @Override
    public void observe(Schema before) {
        @Nullable String name = slice.after() == null ? slice.source() : slice.after();
        Optional<TableContent> now = TableContent.of(handle, before, name);
        if (now.isEmpty()) {
            mark("NULL");
        } else if (now.get().hasKey(slice.key())) {
            TableContent table = now.get();
            mark(
                    "(SELECT "
                            + RowHash.of(table.columns(), "t")
                            + " FROM "
                            + table.source()
                            + " AS t WHERE "
                            + slice.sameRow()
                            + ")");
            rememberGreatestKey(before, table);
        } else {
            impossible = true;
            notes.add("nothing was put back, because its primary key was changed since");
        }
    }

    @Override
    public void takeForUntouched() {
        handle.run(
                "UPDATE " + slice.table() + " SET " + Slice.STATE + " = " + RowState.REMOVED.sql());
    }

    /** First the row's hash as it is now, then what that says. */
    private void mark(String hash) {
        handle.run("UPDATE " + slice.table() + " AS s SET " + Slice.STATE + " = " + hash);
        handle.run(
                "UPDATE "
                        + slice.table()
                        + " SET "
                        + Slice.STATE
                        + " = CASE WHEN "
                        + Slice.AFTER
                        + " IS NULL AND "
                        + Slice.STATE
                        + " IS NULL THEN "
                        + RowState.REMOVED.sql()
                        + " WHEN "
                        + Slice.AFTER
                        + " IS NULL THEN "
                        + RowState.REPLACED.sql()
                        + " WHEN "
                        + Slice.STATE
                        + " IS NULL THEN "
                        + RowState.DELETED.sql()
                        + " WHEN "
                        + Slice.STATE
                        + " = "
                        + Slice.AFTER
                        + " THEN "
                        + RowState.UNTOUCHED.sql()
                        + " ELSE "
                        + RowState.CHANGED.sql()
                        + " END");
    }

    /** Keys that SQLite gives out are greater than all that were there. */
    private void rememberGreatestKey(Schema before, TableContent table) {
        boolean numbered =
                slice.key().size() == 1
                        && before.table(table.table()).stream()
                                .flatMap(it -> it.columns().stream())
                                .anyMatch(
                                        it ->
                                                it.primaryKey() == 1
                                                        && it.type().equalsIgnoreCase("INTEGER"));
        if (numbered) {
            greatestKey =
                    handle.number(
                            "SELECT coalesce(max("
                                    + SqlTokens.quoted(slice.key().getFirst())
                                    + "), 0) FROM "
                                    + table.source());
        }
    }

    @Override
    public void removeOthers(Schema schema) {
        target(schema)
                .ifPresent(
                        target ->
                                handle.run(
                                        "DELETE FROM "
                                                + target.source()
                                                + " AS t WHERE ("
                                                + slice.keysOf("t")
                                                + ") NOT IN (SELECT "
                                                + slice.keysOf("s")
                                                + " FROM "
                                                + slice.table()
                                                + " AS s)"));
    }

    @Override
    public void insert(Schema schema) {
        Optional<TableContent> target = target(schema);
        if (target.isEmpty()) {
            return;
        }
        removeRepeated(target.get());
        String columns = quoted(common(target.get()));
        handle.run(
                "INSERT OR IGNORE INTO "
                        + target.get().source()
                        + " ("
                        + columns
                        + ") SELECT "
                        + columns
                        + " FROM "
                        + slice.table()
                        + " WHERE "
                        + Slice.STATE
                        + " = "
                        + RowState.REMOVED.sql());
    }

    private Optional<TableContent> target(Schema schema) {
        if (impossible) {
            return Optional.empty();
        }
        Optional<TableContent> target =
                schema.table(slice.source())
                        .flatMap(it -> TableContent.of(handle, it))
                        .filter(it -> it.hasKey(slice.key()));
        if (target.isEmpty()) {
            impossible = true;
            notes.add("nothing was put back, because it is not there with the same primary key");
        }
        return target;
    }

    /**
     * A script that inserts rows and lets SQLite number them has inserted the same rows before;
     * those in the slice are they, and may have been written since.
     */
    private void removeRepeated(TableContent target) {
        List<String> values = common(target).stream().filter(it -> !isKey(it)).toList();
        if (greatestKey == Long.MAX_VALUE || values.isEmpty()) {
            return;
        }
        String key = SqlTokens.quoted(slice.key().getFirst());
        handle.run(
                ("WITH made AS (SELECT %1$s AS k, h, row_number() OVER (PARTITION BY h ORDER BY"
                                + " %1$s) AS n FROM (SELECT t.%1$s, %2$s AS h FROM %4$s AS t"
                                + " WHERE t.%1$s > %6$d AND t.%1$s NOT IN (SELECT %1$s FROM"
                                + " %5$s))), kept AS (SELECT h, row_number() OVER (PARTITION BY h"
                                + " ORDER BY %1$s) AS n FROM (SELECT s.%1$s, %3$s AS h FROM %5$s"
                                + " AS s WHERE s.%7$s = %8$s AND NOT EXISTS (SELECT 1 FROM %4$s"
                                + " AS t WHERE t.%1$s = s.%1$s))) DELETE FROM %4$s WHERE %1$s IN"
                                + " (SELECT k FROM made JOIN kept USING (h, n))")
                        .formatted(
                                key,
                                RowHash.of(values, "t"),
                                RowHash.of(values, "s"),
                                target.source(),
                                slice.table(),
                                greatestKey,
                                Slice.STATE,
                                RowState.REMOVED.sql()));
    }

    @Override
    public boolean takeBackDangling(Schema schema) {
        if (impossible) {
            return false;
        }
        Schema.Table table = schema.table(slice.source()).orElseThrow();
        TableContent target = target(schema).orElseThrow();
        int blocked =
                handle.update(
                        "UPDATE "
                                + slice.table()
                                + " AS s SET "
                                + Slice.STATE
                                + " = "
                                + RowState.BLOCKED.sql()
                                + " WHERE "
                                + Slice.STATE
                                + " = "
                                + RowState.REMOVED.sql()
                                + " AND "
                                + References.dangling(schema, table, target.with(common(target))));
        if (blocked > 0) {
            handle.run(
                    "DELETE FROM "
                            + target.source()
                            + " AS t WHERE "
                            + "("
                            + slice.keysOf("t")
                            + ")"
                            + " IN (SELECT "
                            + slice.keysOf("s")
                            + " FROM "
                            + slice.table()
                            + " AS s WHERE "
                            + Slice.STATE
                            + " = "
                            + RowState.BLOCKED.sql()
                            + ")");
        }
        return blocked > 0;
    }

    @Override
    public void update(Schema schema) {
        if (impossible) {
            return;
        }
        Schema.Table table = schema.table(slice.source()).orElseThrow();
        TableContent target = target(schema).orElseThrow();
        List<String> common = common(target);
        String differs = RowHash.of(common, "t") + " <> " + RowHash.of(common, "s");
        String sound = " AND NOT " + References.dangling(schema, table, target.with(common));
        set(target, common, PUT_BACK + " AND " + differs + sound);
        List<String> dropped = common.stream().filter(slice.dropped()::contains).toList();
        set(target, dropped, Slice.STATE + " = " + RowState.CHANGED.sql());
        block(target, differs);
        say(dropped);
    }

    /** Once more while it helps: a row may have to wait for another to leave its unique value. */
    private void set(TableContent target, List<String> columns, String condition) {
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
                        + RowHash.of(columns, "t")
                        + " <> "
                        + RowHash.of(columns, "s");
        int left = Integer.MAX_VALUE;
        int now = handle.update(sql);
        while (now > 0 && now < left) {
            left = now;
            now = handle.update(sql);
        }
    }

    private void block(TableContent target, String differs) {
        handle.run(
                "UPDATE "
                        + slice.table()
                        + " AS s SET "
                        + Slice.STATE
                        + " = "
                        + RowState.BLOCKED.sql()
                        + " WHERE "
                        + PUT_BACK
                        + " AND NOT EXISTS (SELECT 1 FROM "
                        + target.source()
                        + " AS t WHERE "
                        + slice.sameRow()
                        + " AND NOT ("
                        + differs
                        + "))");
    }

    private void say(List<String> dropped) {
        long back = count(PUT_BACK);
        notes.add(back + " of " + slice.rows() + " saved rows are as they were");
        String filled = dropped.isEmpty() ? "" : ", but for " + String.join(", ", dropped);
        conflict(RowState.CHANGED, "written since, and kept as written" + filled);
        conflict(RowState.REPLACED, "replaced since by another row under the same key");
        conflict(RowState.BLOCKED, "kept out by a constraint");
        if (count(state(RowState.DELETED)) > 0) {
            notes.add(described(RowState.DELETED) + " deleted since, and not put back");
        }
    }

    private void conflict(RowState state, String what) {
        if (count(state(state)) > 0) {
            conflicts++;
            notes.add("conflict: " + described(state) + " " + what);
        }
    }

    private String described(RowState state) {
        String values =
                slice.key().stream()
                        .map(it -> "quote(" + SqlTokens.quoted(it) + ")")
                        .collect(Collectors.joining(" || ', ' || "));
        List<String> keys =
                handle.list(
                        "SELECT "
                                + values
                                + " FROM "
                                + slice.table()
                                + " WHERE "
                                + state(state)
                                + " LIMIT 3",
                        row -> row.getString(1));
        long count = count(state(state));
        return count
                + (count == 1 ? " row" : " rows")
                + " ("
                + String.join("; ", keys)
                + (count > keys.size() ? "; …" : "")
                + ")";
    }

    private static String state(RowState state) {
        return Slice.STATE + " = " + state.sql();
    }

    private long count(String condition) {
        return handle.number("SELECT count(*) FROM " + slice.table() + " WHERE " + condition);
    }

    private List<String> common(TableContent target) {
        return slice.columns().stream().filter(target::hasColumn).toList();
    }

    private boolean isKey(String column) {
        return slice.key().stream().anyMatch(column::equalsIgnoreCase);
    }

    private static String quoted(List<String> columns) {
        return columns.stream().map(SqlTokens::quoted).collect(Collectors.joining(", "));
    }

    @Override
    public boolean isWhole() {
        return !impossible && conflicts == 0;
    }

    @Override
    public List<String> notes() {
        return notes;
    }
}
