package dev.signalbox.events;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/** A plan being carried out. A UUID of version 7. */
public record RunId(@JsonValue UUID value) implements Comparable<RunId> {

    @JsonCreator
    public RunId {}

    public static RunId next() {
        return new RunId(Uuids.next());
    }

    /**
     * @throws IllegalArgumentException when the text is no UUID
     */
    public static RunId of(String text) {
        return new RunId(UUID.fromString(text));
    }

    @Override
    public int compareTo(RunId other) {
        return value.toString().compareTo(other.value.toString());
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
