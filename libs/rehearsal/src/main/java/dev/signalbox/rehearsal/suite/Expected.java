package dev.signalbox.rehearsal.suite;

import java.util.List;

/** What a query is to answer. */
public sealed interface Expected {

    /** One row of one column. */
    record Scalar(Cell value) implements Expected {}

    /**
     * These rows in this order.
     *
     * @param rows none when the query is to find nothing
     */
    record Rows(List<List<Cell>> rows) implements Expected {

        public Rows {
            rows = rows.stream().map(List::copyOf).toList();
        }
    }
}
