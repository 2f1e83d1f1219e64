package dev.signalbox.database;

import org.jspecify.annotations.Nullable;

/**
 * A transformation of rows, and on whose behalf.
 *
 * @param key runs once to its end for each; whoever asks again with it continues at the cursor
 * @param rule for the ledger
 * @param source whose rows are read in batches; null when the work is done at once
 * @param skipsFailedRows whether a row that cannot be transformed is kept aside with its reason;
 *     otherwise it stops everything
 * @param feature in {@code migration_progress}, where an application reads how far it is; null for
 *     none
 */
public record BackfillToRun(
        String key,
        String rule,
        Direction direction,
        @Nullable BackfillSource source,
        BackfillWork work,
        boolean skipsFailedRows,
        @Nullable String feature,
        RunContext context) {

    /** Whether it makes the rows or takes them back. */
    public enum Direction {
        FORWARD,
        UNDO
    }
}
