package dev.signalbox.database.sqlite;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A table as it was before a way back, in a table of its own.
 *
 * @param name of the table that holds it
 * @param source the table's name before the way back
 * @param after its name after it; null when it was dropped
 * @param key the columns that tell its rows apart, before and after; empty when none do
 * @param columns as they are in the slice
 * @param dropped those that the way back removed
 * @param sequence the counter of an AUTOINCREMENT table, or null
 * @param digestAfter the table's after the way back, where no key tells its rows apart; else null
 */
record Slice(
        String name,
        String source,
        @Nullable String after,
        List<String> key,
        List<String> columns,
        List<String> dropped,
        long rows,
        @Nullable Long sequence,
        @Nullable String digestAfter) {

    static final String PREFIX = "_signalbox_slice_";

    /** The row id of a row that has no key. */
    static final String ROW_ID = "_signalbox_rowid";

    /** The hash that the row had after the way back; null when it was gone. */
    static final String AFTER = "_signalbox_after";

    /** What became of the row since; see {@link RowState}. */
    static final String STATE = "_signalbox_state";

    Slice {
        key = List.copyOf(key);
        columns = List.copyOf(columns);
        dropped = List.copyOf(dropped);
    }

    /** The same rows, for a table of another name. */
    Slice of(String table) {
        return new Slice(name, table, after, key, columns, dropped, rows, sequence, digestAfter);
    }

    String table() {
        return "main." + SqlTokens.quoted(name);
    }

    /** Whether a row of {@code t} is the row {@code s} of the slice. */
    String sameRow() {
        return key.stream()
                .map(SqlTokens::quoted)
                .map(it -> "t." + it + " = s." + it)
                .collect(Collectors.joining(" AND "));
    }

    /** The key, as columns of a table with that alias. */
    String keysOf(String alias) {
        return key.stream()
                .map(it -> alias + "." + SqlTokens.quoted(it))
                .collect(Collectors.joining(", "));
    }
}
