package dev.signalbox.rehearsal.suite;

import dev.signalbox.events.Finding;
import java.util.List;

/** What reading a project's suites came to. */
public sealed interface ReadSuites {

    /** In the order of their files' names; none where there is no folder {@code tests/}. */
    record Read(List<Suite> suites) implements ReadSuites {

        public Read {
            suites = List.copyOf(suites);
        }
    }

    /** Everything that is wrong with them; at least one finding. */
    record Refused(List<Finding> findings) implements ReadSuites {

        public Refused {
            findings = List.copyOf(findings);
        }
    }
}
