package dev.signalbox.database.sqlite;

import org.jspecify.annotations.Nullable;

/** The counters of AUTOINCREMENT tables, which never go back. */
final class Sequences {

    private Sequences() {}

    /** Null when the table has none, or none yet. */
    static @Nullable Long of(Handle handle, String table) {
        return LedgerTables.has(handle, "sqlite_sequence")
                ? handle.first(
                                "SELECT seq FROM sqlite_sequence WHERE name = ? COLLATE NOCASE",
                                row -> row.getLong(1),
                                table)
                        .orElse(null)
                : null;
    }

    /** A table that is no longer AUTOINCREMENT has no use for it, and none is written. */
    static void atLeast(Handle handle, String table, long counter) {
        boolean counted =
                handle.number(
                                "SELECT count(*) FROM sqlite_schema WHERE type = 'table'"
                                        + " AND name = ? COLLATE NOCASE"
                                        + " AND sql LIKE '%AUTOINCREMENT%'",
                                table)
                        > 0;
        if (!counted) {
            return;
        }
        int updated =
                handle.update(
                        "UPDATE sqlite_sequence SET seq = max(seq, ?)"
                                + " WHERE name = ? COLLATE NOCASE",
                        counter,
                        table);
        if (updated == 0) {
            handle.update(
                    "INSERT INTO sqlite_sequence (name, seq) SELECT name, ? FROM sqlite_schema"
                            + " WHERE type = 'table' AND name = ? COLLATE NOCASE",
                    counter,
                    table);
        }
    }
}
