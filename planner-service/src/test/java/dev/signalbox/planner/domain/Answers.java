package dev.signalbox.planner.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.events.Finding;
import dev.signalbox.events.plan.PlanDocument;
import java.util.List;

/** What was expected of planning, or the test fails. */
final class Answers {

    private Answers() {}

    static PlanDocument proposed(Planned planned) {
        assertThat(planned).isInstanceOf(Planned.Proposed.class);
        return ((Planned.Proposed) planned).plan();
    }

    static List<Finding> refused(Planned planned) {
        assertThat(planned).isInstanceOf(Planned.Refused.class);
        return ((Planned.Refused) planned).findings();
    }
}
