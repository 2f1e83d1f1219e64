package dev.signalbox.database;

import dev.signalbox.database.ApplyOutcome.Overtaken;
import java.time.Duration;
import java.util.List;

/** What came of writing a snapshot into a database. */
public sealed interface RestoreOutcome {

    /**
     * @param proof what was compared afterwards, a sentence each
     */
    record Restored(Duration duration, Fingerprint after, List<String> proof)
            implements RestoreOutcome {

        public Restored {
            proof = List.copyOf(proof);
        }
    }

    /** This run has restored it before; nothing was done. */
    record RestoredBefore() implements RestoreOutcome {}

    /** The database is as it was before. */
    record NotRestored(String problem, String remedy) implements RestoreOutcome {}

    record Interrupted() implements RestoreOutcome {}

    record Lost(Overtaken overtaken) implements RestoreOutcome {}
}
