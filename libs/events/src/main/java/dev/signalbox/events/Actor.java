package dev.signalbox.events;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/**
 * Who wanted it. A claimed actor is what a raw Kafka client says of itself; an authenticated one
 * was established by a service of ours, which signed the event.
 *
 * @param kind the CloudEvents {@code authtype}
 * @param id the CloudEvents {@code authid}, such as {@code local:alice}
 */
public record Actor(Kind kind, String id) {

    public static final Actor UNKNOWN = new Actor(Kind.UNAUTHENTICATED, "unknown");

    /** The values that the CloudEvents extension Auth Context gives {@code authtype}. */
    public enum Kind {
        APP_USER,
        USER,
        SERVICE_ACCOUNT,
        API_KEY,
        SYSTEM,
        UNAUTHENTICATED,
        UNKNOWN;

        @JsonValue
        public String wire() {
            return name().toLowerCase(Locale.ROOT);
        }

        @JsonCreator
        public static Kind of(String wire) {
            for (var kind : values()) {
                if (kind.wire().equals(wire)) {
                    return kind;
                }
            }
            return UNKNOWN;
        }
    }

    public static Actor service(String name) {
        return new Actor(Kind.SYSTEM, name);
    }

    public static Actor user(String id) {
        return new Actor(Kind.USER, id);
    }
}
