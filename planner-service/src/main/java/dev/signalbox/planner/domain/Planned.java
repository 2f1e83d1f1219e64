package dev.signalbox.planner.domain;

import dev.signalbox.events.Finding;
import dev.signalbox.events.plan.PlanDocument;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What came of a request. */
public sealed interface Planned {

    /**
     * @param state proposed, awaiting approval, or to be released
     */
    record Proposed(PlanDocument plan, PlanState state) implements Planned {}

    /**
     * @param drift what differs, when that is why
     */
    record Refused(List<Finding> findings, @Nullable Drift drift) implements Planned {

        public Refused {
            findings = List.copyOf(findings);
        }

        public Refused(List<Finding> findings) {
            this(findings, null);
        }
    }

    /**
     * @param expected the fingerprint that the last migration left
     */
    record Drift(String expected, String found, List<String> differences) {

        public Drift {
            differences = List.copyOf(differences);
        }
    }
}
