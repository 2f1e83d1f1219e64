package dev.signalbox.database;

import dev.signalbox.database.ApplyOutcome.Applied;
import java.util.List;

/**
 * What came of applying several migrations in one transaction.
 *
 * @param applied the first ones, in their order, all committed; empty when nothing was changed
 * @param alone how many of the first must be applied one by one before others can be tried together
 *     again; 0 when some were applied
 */
public record AppliedTogether(List<Applied> applied, int alone) {

    public AppliedTogether {
        applied = List.copyOf(applied);
        if (applied.isEmpty() == (alone == 0)) {
            throw new IllegalArgumentException("Either some are applied, or some are to be alone");
        }
    }

    /** Nothing was changed. */
    public static AppliedTogether alone(int alone) {
        return new AppliedTogether(List.of(), alone);
    }
}
