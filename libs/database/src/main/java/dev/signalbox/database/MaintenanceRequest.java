package dev.signalbox.database;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/**
 * One piece of work that keeps a database well and changes nothing of what it says.
 *
 * @param keep how far back the ledger's log is kept; only cleaning up heeds it
 * @param savedData whether rows that were saved by ways back, and are of no use any more, go too
 * @param patience for other writers, and for readers where nobody may be at work
 * @param cancelled asked many times a second; once true, the work leaves nothing behind
 */
public record MaintenanceRequest(
        Work work,
        Duration keep,
        boolean savedData,
        WaitPolicy patience,
        BooleanSupplier cancelled,
        RunContext context) {

    /** What is done. */
    public enum Work {
        /** The file written anew without what is free in it. */
        VACUUM,
        /** The statistics by which queries are planned. */
        ANALYZE,
        /** All indexes built anew. */
        REINDEX,
        /** Old rows of the ledger's log, never of its history. */
        CLEANUP
    }

    public MaintenanceRequest {
        if (keep.isNegative()) {
            throw new IllegalArgumentException("A log is kept for a time from 0 on, not " + keep);
        }
    }
}
