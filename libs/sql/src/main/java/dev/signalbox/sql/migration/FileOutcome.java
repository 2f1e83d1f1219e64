package dev.signalbox.sql.migration;

import dev.signalbox.sql.Finding;
import java.util.List;

/** What reading one file came to. */
public sealed interface FileOutcome {

    record Read(Migration migration) implements FileOutcome {}

    /** At least one finding: everything that is wrong with the file. */
    record Refused(List<Finding> findings) implements FileOutcome {

        public Refused {
            findings = List.copyOf(findings);
        }
    }
}
