package dev.signalbox.database;

/**
 * How many rows a table has, and how sure that is.
 *
 * @param rows meaningless when the source is {@code UNKNOWN}
 */
public record RowCount(long rows, Source source) {

    /** Where the number came from. */
    public enum Source {
        /** Counted just now. */
        COUNTED,
        /** The engine's statistics, as old as the last ANALYZE. */
        STATISTICS,
        /** The greatest row id: too high where rows were deleted, and where ids have gaps. */
        GREATEST_ID,
        /** The table could not be read. */
        UNKNOWN
    }
}
