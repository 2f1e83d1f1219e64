package dev.signalbox.audit.domain;

import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What is put into the trail.
 *
 * @param subject what the event says of itself; absent when it could not be read
 * @param data absent when there was none, or nothing that is JSON
 * @param reason why it is here, where that is not plain: what was wrong with it
 */
public record Entry(
        Kind kind,
        Place place,
        @Nullable Subject subject,
        Standing standing,
        @Nullable EventData data,
        @Nullable String reason) {

    public Entry {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(place, "place");
        Objects.requireNonNull(standing, "standing");
    }

    public enum Kind {
        EVENT("event"),
        DEAD_LETTER("dead-letter"),
        SECURITY("security");

        private final String wire;

        Kind(String wire) {
            this.wire = wire;
        }

        @JsonValue
        public String wire() {
            return wire;
        }
    }

    /**
     * Where the record stood.
     *
     * @param timestamp the record's, as Kafka keeps it
     */
    public record Place(String topic, int partition, long offset, Instant timestamp) {}
}
