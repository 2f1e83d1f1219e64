package dev.signalbox.database;

import dev.signalbox.database.ApplyOutcome.Overtaken;
import java.time.Duration;
import java.util.List;

/** What came of looking after a database. */
public sealed interface MaintenanceOutcome {

    /**
     * @param rows removed or written; 0 where none are
     * @param effects what it changed, a sentence each
     */
    record Done(Duration duration, long rows, List<String> effects) implements MaintenanceOutcome {

        public Done {
            effects = List.copyOf(effects);
        }
    }

    /** The ledger says that this run has done it before; nothing was done. */
    record DoneBefore() implements MaintenanceOutcome {}

    /** The database is as it was before. */
    record Refused(String problem, String remedy) implements MaintenanceOutcome {}

    record Interrupted() implements MaintenanceOutcome {}

    record Lost(Overtaken overtaken) implements MaintenanceOutcome {}
}
