package dev.signalbox.events.codec;

import dev.signalbox.events.Actor;
import dev.signalbox.events.Bytes;
import dev.signalbox.events.Envelope;
import dev.signalbox.events.EventId;
import dev.signalbox.events.PlanId;
import dev.signalbox.events.Signature;
import io.cloudevents.CloudEvent;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The envelope as CloudEvents attributes. */
final class EnvelopeAttributes {

    private static final String CORRELATION = "correlationid";
    private static final String CAUSATION = "causationid";
    private static final String SEQUENCE = "sequence";
    private static final String AUTH_TYPE = "authtype";
    private static final String AUTH_ID = "authid";
    private static final String TRACE_PARENT = "traceparent";
    private static final String SIGNATURE = "signature";
    private static final String SIGNING_KEY = "signingkey";

    private EnvelopeAttributes() {}

    static Map<String, String> of(Envelope envelope) {
        var attributes = new LinkedHashMap<String, String>();
        attributes.put("id", envelope.id().value());
        attributes.put("source", envelope.source().toString());
        put(attributes, "time", envelope.time(), DateTimeFormatter.ISO_INSTANT::format);
        put(attributes, CORRELATION, envelope.correlation(), PlanId::toString);
        put(attributes, CAUSATION, envelope.causation(), EventId::value);
        // The extension orders lexicographically, hence the zeros.
        put(attributes, SEQUENCE, envelope.sequence(), n -> "%010d".formatted(n));
        attributes.put(AUTH_TYPE, envelope.actor().kind().wire());
        attributes.put(AUTH_ID, envelope.actor().id());
        put(attributes, TRACE_PARENT, envelope.traceparent(), Function.identity());
        put(attributes, SIGNING_KEY, envelope.signature(), Signature::key);
        put(attributes, SIGNATURE, envelope.signature(), s -> s.value().base64());
        return attributes;
    }

    /**
     * @throws IllegalArgumentException when an attribute that we rely on is malformed
     */
    static Envelope read(CloudEvent event) {
        if (event.getSource().toString().isEmpty()) {
            throw new IllegalArgumentException("source: it is empty");
        }
        return new Envelope(
                new EventId(event.getId()),
                event.getSource(),
                event.getTime() == null ? null : event.getTime().toInstant(),
                extension(event, CORRELATION, PlanId::of),
                extension(event, CAUSATION, EventId::new),
                extension(event, SEQUENCE, EnvelopeAttributes::sequence),
                actor(event),
                extension(event, TRACE_PARENT, Function.identity()),
                signature(event));
    }

    private static Long sequence(String text) {
        var sequence = Long.valueOf(text);
        if (sequence < 1) {
            throw new IllegalArgumentException("sequences start at 1, not " + text);
        }
        return sequence;
    }

    private static Actor actor(CloudEvent event) {
        var id = extension(event, AUTH_ID, Function.identity());
        var kind = extension(event, AUTH_TYPE, Actor.Kind::of);
        if (id == null) {
            return Actor.UNKNOWN;
        }
        return new Actor(kind == null ? Actor.Kind.UNKNOWN : kind, id);
    }

    private static @Nullable Signature signature(CloudEvent event) {
        var key = extension(event, SIGNING_KEY, Function.identity());
        var value = extension(event, SIGNATURE, Bytes::ofBase64);
        return key == null || value == null ? null : new Signature(key, value);
    }

    private static <T> @Nullable T extension(
            CloudEvent event, String name, Function<String, T> parse) {
        var value = event.getExtension(name);
        if (value == null) {
            return null;
        }
        try {
            return parse.apply(value.toString());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(name + ": " + e.getMessage(), e);
        }
    }

    private static <T> void put(
            Map<String, String> attributes,
            String name,
            @Nullable T value,
            Function<T, String> text) {
        if (value != null) {
            attributes.put(name, text.apply(value));
        }
    }
}
