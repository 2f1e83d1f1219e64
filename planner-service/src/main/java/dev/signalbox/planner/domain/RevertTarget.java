package dev.signalbox.planner.domain;

import dev.signalbox.events.Finding;
import java.util.Set;

/** Where a way back leads. */
sealed interface RevertTarget {

    /**
     * @param undone the ids of the migrations that are not in force there
     */
    record Known(Set<String> undone) implements RevertTarget {

        public Known {
            undone = Set.copyOf(undone);
        }
    }

    record Unknown(Finding why) implements RevertTarget {}
}
