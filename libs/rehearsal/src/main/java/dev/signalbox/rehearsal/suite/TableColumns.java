package dev.signalbox.rehearsal.suite;

import java.util.List;

/**
 * A table, or some of its columns.
 *
 * @param columns empty for all
 */
public record TableColumns(String table, List<String> columns) {

    public TableColumns {
        columns = List.copyOf(columns);
    }
}
