package dev.signalbox.database.sqlite;

import java.util.List;
import java.util.stream.Collectors;

/** What became of each row of a slice, kept beside the row. */
final class RowStates {

    /** A condition: the row is to be in the table with its values of before. */
    static final String PUT_BACK =
            Slice.STATE + " IN (" + RowState.REMOVED.sql() + ", " + RowState.UNTOUCHED.sql() + ")";

    private static final String FROM_HASH =
            """
            CASE WHEN %1$s IS NULL AND %2$s IS NULL THEN %3$s
                 WHEN %1$s IS NULL THEN %4$s
                 WHEN %2$s IS NULL THEN %5$s
                 WHEN %2$s = %1$s THEN %6$s
                 ELSE %7$s END"""
                    .formatted(
                            Slice.AFTER,
                            Slice.STATE,
                            RowState.REMOVED.sql(),
                            RowState.REPLACED.sql(),
                            RowState.DELETED.sql(),
                            RowState.UNTOUCHED.sql(),
                            RowState.CHANGED.sql());

    private final Handle handle;
    private final Slice slice;

    RowStates(Handle handle, Slice slice) {
        this.handle = handle;
        this.slice = slice;
    }

    /** A condition: the row is in that state. */
    static String is(RowState state) {
        return Slice.STATE + " = " + state.sql();
    }

    /** Nobody has written since. */
    void takeForUntouched() {
        set(RowState.REMOVED.sql());
    }

    /**
     * By the row's hash as it is now.
     *
     * @param hash of the row that is called {@code s}, as SQL; null where there is none
     */
    void observe(String hash) {
        set(hash);
        set(FROM_HASH);
    }

    private void set(String value) {
        handle.run("UPDATE " + slice.table() + " AS s SET " + Slice.STATE + " = " + value);
    }

    /** Answers how many rows of that condition there are. */
    int block(String condition) {
        return handle.update(
                "UPDATE "
                        + slice.table()
                        + " AS s SET "
                        + is(RowState.BLOCKED)
                        + " WHERE "
                        + condition);
    }

    long count(String condition) {
        return handle.number("SELECT count(*) FROM " + slice.table() + " WHERE " + condition);
    }

    /** The keys of rows in that state, as SQL literals. */
    List<String> keys(RowState state, int atMost) {
        String key =
                slice.key().stream()
                        .map(it -> "quote(" + SqlTokens.quoted(it) + ")")
                        .collect(Collectors.joining(" || ', ' || "));
        return handle.list(
                "SELECT " + key + " FROM " + slice.table() + " WHERE " + is(state) + " LIMIT ?",
                row -> row.getString(1),
                atMost);
    }
}
