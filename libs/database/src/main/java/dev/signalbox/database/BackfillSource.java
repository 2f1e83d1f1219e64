package dev.signalbox.database;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Rows that are read in the order of a key.
 *
 * @param where a condition on a row, in SQL; null for all rows
 * @param key unique and without nulls; empty for the primary key, or the row id where there is none
 */
public record BackfillSource(String table, @Nullable String where, List<String> key) {

    public BackfillSource {
        key = List.copyOf(key);
    }
}
