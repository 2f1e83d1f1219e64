package dev.signalbox.database;

import java.time.Duration;

/** What came of a batch. */
public sealed interface BatchOutcome {

    /**
     * Committed.
     *
     * @param counts of all batches so far
     * @param last whether the source has no more rows
     * @param took from the beginning of its transaction to its end
     * @param waited for other writers, before it began
     */
    record Made(BackfillCounts counts, boolean last, Duration took, Duration waited)
            implements BatchOutcome {}

    /** The ledger says that this was finished before; nothing was done. */
    record DoneBefore(BackfillCounts counts) implements BatchOutcome {}

    /**
     * The batch was rolled back; those before it stand.
     *
     * @param outcome failed, timed out, interrupted or overtaken; never applied
     */
    record NotMade(ApplyOutcome outcome) implements BatchOutcome {}
}
