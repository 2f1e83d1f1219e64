package dev.signalbox.sql.migration;

import dev.signalbox.sql.Finding;
import java.util.List;

/** What reading the migrations of a project came to. */
public sealed interface LoadOutcome {

    record Loaded(MigrationSet migrations) implements LoadOutcome {}

    /**
     * At least one finding: everything that is wrong with the files, in the order of their paths.
     */
    record Refused(List<Finding> findings) implements LoadOutcome {

        public Refused {
            findings = List.copyOf(findings);
        }
    }
}
