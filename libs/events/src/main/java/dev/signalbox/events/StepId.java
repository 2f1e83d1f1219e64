package dev.signalbox.events;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * A step within its plan.
 *
 * @param ordinal 1-based, in the plan's order
 */
public record StepId(@JsonValue int ordinal) implements Comparable<StepId> {

    @JsonCreator
    public StepId {
        if (ordinal < 1) {
            throw new IllegalArgumentException("Steps are numbered from 1, not " + ordinal);
        }
    }

    @Override
    public int compareTo(StepId other) {
        return Integer.compare(ordinal, other.ordinal);
    }

    @Override
    public String toString() {
        return Integer.toString(ordinal);
    }
}
