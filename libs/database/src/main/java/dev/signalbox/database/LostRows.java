package dev.signalbox.database;

/**
 * What a statement would silently have done to another table.
 *
 * @param table whose rows or references shrank
 * @param column the reference that was emptied; empty when rows were deleted
 * @param statement 1-based, the one that did it
 * @param parent the table that it dropped or replaced
 */
public record LostRows(
        String table, String column, long before, long after, int statement, String parent) {

    public String message() {
        String what =
                column.isEmpty()
                        ? "table " + table + " would go from " + before + " rows to " + after
                        : "references "
                                + table
                                + "."
                                + column
                                + " would go from "
                                + before
                                + " to "
                                + after;
        return what
                + ", because foreign keys are enforced and statement "
                + statement
                + " removes the rows of "
                + parent;
    }
}
