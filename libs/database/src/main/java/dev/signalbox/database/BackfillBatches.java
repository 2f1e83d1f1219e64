package dev.signalbox.database;

/**
 * The batches of one transformation. Keeps a connection open between two batches, and no
 * transaction; not for several threads at once.
 */
public interface BackfillBatches extends AutoCloseable {

    /**
     * How many rows there are, counted when it began; -1 before the first batch and where there is
     * no source.
     */
    long expected();

    /**
     * What earlier calls with the same key had come to when this one began; {@link
     * BackfillCounts#NONE} before the first batch.
     */
    BackfillCounts before();

    /**
     * Transforms the next rows in one transaction, with the cursor and the counts.
     *
     * @param rows at most so many, from 1 on
     * @param options of this batch alone
     * @throws DatabaseException when nothing is known, as {@link LeasedDatabase#apply} does; the
     *     batch was then not made, or the ledger will say so
     */
    BatchOutcome next(int rows, ApplyOptions options);

    @Override
    void close();
}
