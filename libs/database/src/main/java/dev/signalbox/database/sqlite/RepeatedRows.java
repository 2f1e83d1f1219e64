package dev.signalbox.database.sqlite;

import dev.signalbox.database.Schema;
import java.util.List;
import java.util.OptionalLong;

/**
 * A script that inserts rows and lets SQLite number them has inserted the same rows before; those
 * in the slice are they, and may have been written since.
 */
final class RepeatedRows {

    private static final String REMOVE =
            """
            WITH made AS (
                SELECT %1$s AS k, h, row_number() OVER (PARTITION BY h ORDER BY %1$s) AS n
                FROM (SELECT t.%1$s, %2$s AS h FROM %4$s AS t
                    WHERE t.%1$s > %6$d AND t.%1$s NOT IN (SELECT %1$s FROM %5$s))),
              kept AS (
                SELECT h, row_number() OVER (PARTITION BY h ORDER BY %1$s) AS n
                FROM (SELECT s.%1$s, %3$s AS h FROM %5$s AS s
                    WHERE s.%7$s
                      AND NOT EXISTS (SELECT 1 FROM %4$s AS t WHERE t.%1$s = s.%1$s)))
            DELETE FROM %4$s WHERE %1$s IN (SELECT k FROM made JOIN kept USING (h, n))""";

    private final Handle handle;
    private final Slice slice;
    private OptionalLong greatestKey = OptionalLong.empty();

    RepeatedRows(Handle handle, Slice slice) {
        this.handle = handle;
        this.slice = slice;
    }

    /** Before the script: keys that SQLite gives out are greater than all that were there. */
    void observe(Schema before, TableContent table) {
        if (isNumbered(before, table)) {
            greatestKey =
                    OptionalLong.of(
                            handle.number(
                                    "SELECT coalesce(max("
                                            + SqlTokens.quoted(slice.key().getFirst())
                                            + "), 0) FROM "
                                            + table.source()));
        }
    }

    private boolean isNumbered(Schema before, TableContent table) {
        return slice.key().size() == 1
                && before.table(table.table()).stream()
                        .flatMap(it -> it.columns().stream())
                        .anyMatch(
                                it ->
                                        it.primaryKey() == 1
                                                && it.type().equalsIgnoreCase("INTEGER"));
    }

    /**
     * @param values the columns that tell whether a row is the same, its number aside
     */
    void removeFrom(TableContent target, List<String> values) {
        if (greatestKey.isEmpty() || values.isEmpty()) {
            return;
        }
        handle.run(
                REMOVE.formatted(
                        SqlTokens.quoted(slice.key().getFirst()),
                        RowHash.of(values, "t"),
                        RowHash.of(values, "s"),
                        target.source(),
                        slice.table(),
                        greatestKey.getAsLong(),
                        RowStates.is(RowState.REMOVED)));
    }
}
