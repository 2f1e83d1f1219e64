package dev.signalbox.audit.domain;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.signalbox.events.Actor;
import dev.signalbox.events.Envelope;
import dev.signalbox.events.EventType;
import java.util.Locale;

/** How much the name of an entry's actor is worth. */
public enum Standing {
    /** A service of ours established it and signed. */
    AUTHENTICATED,
    /** Somebody said so. */
    CLAIMED,
    /** A fact that a service of ours tells; its actor is whoever caused it. */
    SERVICE,
    /** Nobody is named. */
    NONE;

    private static final String SERVICES = "/signalbox/";

    @JsonValue
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * @param vouched the signature on the event is one of our services'
     */
    public static Standing of(Envelope envelope, EventType type, boolean vouched) {
        if (vouched) {
            return AUTHENTICATED;
        }
        if (!type.isRequest() && envelope.source().toString().startsWith(SERVICES)) {
            return SERVICE;
        }
        return envelope.actor().equals(Actor.UNKNOWN) ? NONE : CLAIMED;
    }
}
