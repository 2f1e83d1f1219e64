package dev.signalbox.events;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/** A snapshot in the snapshot store. A UUID of version 7. */
public record SnapshotId(@JsonValue UUID value) implements Comparable<SnapshotId> {

    @JsonCreator
    public SnapshotId {}

    public static SnapshotId next() {
        return new SnapshotId(Uuids.next());
    }

    /**
     * @throws IllegalArgumentException when the text is no UUID
     */
    public static SnapshotId of(String text) {
        return new SnapshotId(UUID.fromString(text));
    }

    @Override
    public int compareTo(SnapshotId other) {
        return value.toString().compareTo(other.value.toString());
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
