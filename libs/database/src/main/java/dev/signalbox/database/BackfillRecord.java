package dev.signalbox.database;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A transformation as the ledger has it.
 *
 * @param expected rows of the source when it began; -1 where there is none
 * @param cursor key of the last row that was read, as a JSON array; null before the first
 * @param error why it stopped, or null
 * @param finishedAt null while it is not
 */
public record BackfillRecord(
        long id,
        String rule,
        BackfillToRun.Direction direction,
        State state,
        long expected,
        @Nullable String cursor,
        BackfillCounts counts,
        @Nullable String runId,
        @Nullable String error,
        Instant startedAt,
        Instant updatedAt,
        @Nullable Instant finishedAt) {

    /** How far it is. */
    public enum State {
        RUNNING,
        FAILED,
        COMPLETED,
        /** Taken back, however far it was; who begins again begins at the first row. */
        UNDONE
    }
}
