package dev.signalbox.database;

import java.time.Duration;
import java.util.List;

/**
 * What came of undoing a migration. Only {@link Reverted} and {@link AlreadyReverted} mean that it
 * is not in force any more; after {@link NotReverted} the database is as it was before.
 */
public sealed interface RevertOutcome {

    /**
     * @param saved the slices, a sentence each
     * @param proof what was compared with before the migration, and how it came out; a sentence
     *     each
     * @param asBefore schema and data are what they were before the migration, as far as they could
     *     be compared
     */
    record Reverted(
            Duration duration,
            long rows,
            Fingerprint after,
            List<String> saved,
            List<String> proof,
            boolean asBefore)
            implements RevertOutcome {

        public Reverted {
            saved = List.copyOf(saved);
            proof = List.copyOf(proof);
        }
    }

    /** It is not in force; nothing was done. */
    record AlreadyReverted() implements RevertOutcome {}

    /**
     * @param outcome failed, guarded, timed out, interrupted, drifted or overtaken; never applied
     */
    record NotReverted(ApplyOutcome outcome) implements RevertOutcome {}
}
