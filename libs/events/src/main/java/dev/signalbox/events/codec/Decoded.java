package dev.signalbox.events.codec;

import dev.signalbox.events.Envelope;
import dev.signalbox.events.Event;
import dev.signalbox.events.EventType;
import dev.signalbox.events.Finding;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a record turned out to be. */
public sealed interface Decoded {

    /**
     * @param digest SHA-256 over type, subject and canonical data, in hex: the same identity with
     *     another digest is another event in disguise
     */
    record Understood(Envelope envelope, EventType type, Event event, String digest)
            implements Decoded {}

    /**
     * A request of ours with fields that are not allowed.
     *
     * @param subject the database that it names, as far as it can be told
     * @param findings one a field
     */
    record Invalid(
            Envelope envelope,
            EventType type,
            @Nullable String subject,
            String digest,
            List<Finding> findings)
            implements Decoded {}

    /** Not an event of ours; goes to the dead letters. */
    record Unreadable(String reason) implements Decoded {}
}
