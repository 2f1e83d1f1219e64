package dev.signalbox.events;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * A CloudEvents {@code id}, unique within its source. Ours are UUIDs of version 7; others may send
 * any text.
 *
 * @param value 1 to 200 characters
 */
public record EventId(@JsonValue String value) {

    static final int MAX_LENGTH = 200;

    @JsonCreator
    public EventId {
        if (value.isBlank() || value.length() > MAX_LENGTH) {
            throw new IllegalArgumentException(
                    "An event's id has 1 to " + MAX_LENGTH + " characters, not " + value.length());
        }
    }

    public static EventId next() {
        return new EventId(Uuids.next().toString());
    }

    @Override
    public String toString() {
        return value;
    }
}
