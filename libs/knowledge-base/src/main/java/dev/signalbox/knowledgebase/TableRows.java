package dev.signalbox.knowledgebase;

import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a table, each made from its number alone.
 *
 * @param columns in the order of the values
 */
record TableRows(FilledTable table, List<String> columns, Maker maker) {

    TableRows {
        columns = List.copyOf(columns);
    }

    static TableRows of(FilledTable table, String columns, Maker maker) {
        return new TableRows(table, List.of(columns.split(", ")), maker);
    }

    /**
     * The statement for so many rows at once. What the migrations themselves, or their
     * transformations, may have written before stays.
     */
    String insert(int together) {
        String row = "(" + "?, ".repeat(columns.size() - 1) + "?)";
        return "INSERT %sINTO %s (%s) VALUES %s"
                .formatted(
                        table.isBounded() ? "OR IGNORE " : "",
                        table.table(),
                        String.join(", ", columns),
                        String.join(", ", Collections.nCopies(together, row)));
    }

    /** Values of a row: {@code String}, {@code Long}, {@code Integer}, {@code Double} or null. */
    @FunctionalInterface
    interface Maker {
        @Nullable Object[] row(long number, Dice dice);
    }
}
