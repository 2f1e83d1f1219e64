package dev.signalbox.transfer;

import dev.signalbox.database.ApplyOutcome;
import dev.signalbox.database.BackfillCounts;
import java.time.Duration;

/** What came of running a rule. */
public sealed interface TransferOutcome {

    /**
     * All rows were read.
     *
     * @param elapsed of this call; earlier ones may have done a part
     */
    record Finished(BackfillCounts counts, Duration elapsed) implements TransferOutcome {}

    /** The ledger says that it was finished before; nothing was done. */
    record FinishedBefore(BackfillCounts counts) implements TransferOutcome {}

    /** It was asked to stop between two batches, and can go on. */
    record Stopped(BackfillCounts counts) implements TransferOutcome {}

    /**
     * A batch was rolled back; those before it stand, and it can go on behind them.
     *
     * @param outcome failed, timed out, interrupted or overtaken; never applied
     */
    record NotFinished(ApplyOutcome outcome, BackfillCounts counts) implements TransferOutcome {}
}
