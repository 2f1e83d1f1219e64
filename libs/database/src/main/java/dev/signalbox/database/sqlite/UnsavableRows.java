package dev.signalbox.database.sqlite;

import dev.signalbox.database.Schema;
import dev.signalbox.database.Schema.Column;
import dev.signalbox.database.Schema.Visibility;
import dev.signalbox.database.TriedRevert.Effect;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a virtual table that can be read and not be put back, such as an R*Tree's, before a
 * way back is tried.
 *
 * @param hashes the temporary table of their hashes, and of how often each is there
 */
record UnsavableRows(Handle handle, String table, List<String> columns, long count, String hashes) {

    UnsavableRows {
        columns = List.copyOf(columns);
    }

    /** Empty for any other table, and for one whose module is not loaded here. */
    static Optional<UnsavableRows> before(Handle handle, Schema.Table table, String hashes) {
        List<String> columns = columns(table);
        boolean isIndexOfAnother = !FullText.content(table).orElse("").isEmpty();
        if (FullText.mayBeCopied(table) || isIndexOfAnother || columns.isEmpty()) {
            return Optional.empty();
        }
        handle.run(
                "CREATE TEMP TABLE %s AS %s"
                        .formatted(
                                hashes.substring("temp.".length()),
                                hashesOf(table.name(), columns)));
        long count = handle.number("SELECT coalesce(sum(n), 0) FROM " + hashes);
        return Optional.of(new UnsavableRows(handle, table.name(), columns, count, hashes));
    }

    private static List<String> columns(Schema.Table table) {
        return table.columns().stream()
                .filter(it -> it.visibility() == Visibility.ORDINARY)
                .map(Column::name)
                .toList();
    }

    private static String hashesOf(String table, List<String> columns) {
        return "SELECT %s AS h, count(*) AS n FROM main.%s AS t GROUP BY 1"
                .formatted(RowHash.of(columns, "t"), SqlTokens.quoted(table));
    }

    /** Empty when every row is still there, with the values that it had. */
    Optional<Effect> after(Lineage lineage) {
        @Nullable String name = lineage.table(table);
        if (name == null) {
            return Optional.of(new Effect(table, true, columns, count, count, 0, true));
        }
        long lost = lostFrom(lineage.after(), name);
        return lost == 0
                ? Optional.empty()
                : Optional.of(new Effect(table, false, List.of(), count, lost, 0, true));
    }

    private long lostFrom(Schema after, String name) {
        boolean same = after.table(name).map(UnsavableRows::columns).equals(Optional.of(columns));
        return same
                ? handle.number(
                        "SELECT coalesce(sum(max(0, b.n - coalesce(a.n, 0))), 0) FROM "
                                + hashes
                                + " AS b LEFT JOIN ("
                                + hashesOf(name, columns)
                                + ") AS a USING (h)")
                : count;
    }

    void forget() {
        handle.run("DROP TABLE " + hashes);
    }
}
