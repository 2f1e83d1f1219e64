package dev.signalbox.events;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/** A plan: the correlation of every event that follows from it. A UUID of version 7. */
public record PlanId(@JsonValue UUID value) implements Comparable<PlanId> {

    @JsonCreator
    public PlanId {}

    public static PlanId next() {
        return new PlanId(Uuids.next());
    }

    /**
     * @throws IllegalArgumentException when the text is no UUID
     */
    public static PlanId of(String text) {
        return new PlanId(UUID.fromString(text));
    }

    @Override
    public int compareTo(PlanId other) {
        return value.toString().compareTo(other.value.toString());
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
