package dev.signalbox.events.codec;

import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.signalbox.events.Envelope;
import dev.signalbox.events.Event;
import dev.signalbox.events.EventType;
import dev.signalbox.events.Finding;
import dev.signalbox.events.Message;
import dev.signalbox.events.Topic;
import io.cloudevents.CloudEvent;
import io.cloudevents.SpecVersion;
import io.cloudevents.kafka.KafkaMessageFactory;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * Events to and from Kafka records. Reading never throws for what a record contains: what is no
 * event of ours is {@link Decoded.Unreadable}.
 */
public final class EventCodec {

    /** An event is at most this large; what is larger travels in parts. */
    public static final int MAX_EVENT_BYTES = 512 * 1024;

    /** All headers of an event together, names and values. */
    public static final int MAX_HEADER_BYTES = 64 * 1024;

    private static final String CONTENT_TYPE = "content-type";
    private static final String STRUCTURED = "application/cloudevents";

    private final RequestSchemas schemas = new RequestSchemas();

    /**
     * @throws IllegalArgumentException when the event is over {@link #MAX_EVENT_BYTES}
     */
    public KafkaEvent encode(Message message) {
        var event = message.event();
        var value = Json.write(event);
        if (value.length > MAX_EVENT_BYTES) {
            throw new IllegalArgumentException(
                    "%s for %s has %d bytes, the limit is %d: it must travel in parts"
                            .formatted(
                                    event.getClass().getSimpleName(),
                                    event.database(),
                                    value.length,
                                    MAX_EVENT_BYTES));
        }
        var headers = new LinkedHashMap<String, String>();
        headers.put(CONTENT_TYPE, "application/json");
        headers.put("ce_specversion", SpecVersion.V1.toString());
        headers.put("ce_type", EventType.of(event).wireName());
        headers.put("ce_subject", event.database().value());
        EnvelopeAttributes.of(message.envelope())
                .forEach((name, text) -> headers.put("ce_" + name, text));
        return new KafkaEvent(
                Topic.of(event).wireName(), event.database().value(), Map.copyOf(headers), value);
    }

    public Decoded decode(Headers headers, byte @Nullable [] value) {
        var obstacle = obstacle(headers, value);
        if (obstacle != null) {
            return new Decoded.Unreadable(obstacle);
        }
        CloudEvent cloudEvent;
        try {
            cloudEvent = KafkaMessageFactory.createReader(headers, value).toEvent();
        } catch (RuntimeException e) {
            // The SDK reports what a record contains by several unrelated exceptions.
            return new Decoded.Unreadable("Not a CloudEvent: " + firstLine(e));
        }
        return decode(cloudEvent);
    }

    /**
     * Checks a request's data before it becomes an event; empty when it is as published.
     *
     * @param data any bytes
     */
    public List<Finding> check(EventType type, byte[] data) {
        try {
            var node = Json.mapper().readTree(data);
            return schemas.check(type, node == null ? MissingNode.getInstance() : node);
        } catch (IOException e) {
            return List.of(bindingFinding(e));
        }
    }

    private Decoded decode(CloudEvent cloudEvent) {
        var type = EventType.of(cloudEvent.getType()).orElse(null);
        if (type == null) {
            return new Decoded.Unreadable(
                    "Unknown type '"
                            + shortened(cloudEvent.getType())
                            + "'; see docs/asyncapi.yaml");
        }
        Envelope envelope;
        try {
            envelope = EnvelopeAttributes.read(cloudEvent);
        } catch (IllegalArgumentException e) {
            return new Decoded.Unreadable("Bad CloudEvents attribute: " + firstLine(e));
        }
        var data = cloudEvent.getData() == null ? new byte[0] : cloudEvent.getData().toBytes();
        JsonNode node;
        try {
            node = Json.mapper().readTree(data);
        } catch (IOException e) {
            return new Decoded.Unreadable("The data is not JSON: " + firstLine(e));
        }
        if (!node.isObject()) {
            return new Decoded.Unreadable("The data is not a JSON object");
        }
        var digest = digest(type, cloudEvent.getSubject(), Json.canonicalOf(node));
        if (type.isRequest()) {
            var findings = schemas.check(type, node);
            if (!findings.isEmpty()) {
                return new Decoded.Invalid(
                        envelope, type, cloudEvent.getSubject(), digest, findings);
            }
        }
        return bind(cloudEvent.getSubject(), type, envelope, data, digest);
    }

    private static Decoded bind(
            @Nullable String subject,
            EventType type,
            Envelope envelope,
            byte[] data,
            String digest) {
        Event event;
        try {
            event = Json.read(data, type.payload());
        } catch (IOException e) {
            if (type.isRequest()) {
                return new Decoded.Invalid(
                        envelope, type, subject, digest, List.of(bindingFinding(e)));
            }
            return new Decoded.Unreadable(
                    type.payload().getSimpleName() + " cannot be read: " + firstLine(e));
        }
        if (subject != null && !subject.equals(event.database().value())) {
            return new Decoded.Unreadable(
                    "The subject is '%s' but the data's database is '%s'"
                            .formatted(shortened(subject), event.database()));
        }
        return new Decoded.Understood(envelope, type, event, digest);
    }

    private static Finding bindingFinding(IOException e) {
        var where =
                e instanceof JsonMappingException mapping
                        ? mapping.getPath().stream()
                                .map(r -> String.valueOf(r.getFieldName()))
                                .collect(Collectors.joining("."))
                        : "data";
        return Finding.error("invalid-field", where, firstLine(e), "See docs/asyncapi.yaml.");
    }

    /** The digest that a reader of this event will see: see {@link Decoded.Understood}. */
    public static String digest(Event event) {
        return digest(EventType.of(event), event.database().value(), Json.canonicalOf(event));
    }

    private static String digest(EventType type, @Nullable String subject, byte[] canonical) {
        var text = type.wireName() + "\n" + (subject == null ? "" : subject) + "\n";
        var prefix = text.getBytes(StandardCharsets.UTF_8);
        return Json.sha256(
                ByteBuffer.allocate(prefix.length + canonical.length)
                        .put(prefix)
                        .put(canonical)
                        .array());
    }

    /** What keeps a record from being looked at as a CloudEvent at all, if anything. */
    private static @Nullable String obstacle(Headers headers, byte @Nullable [] value) {
        if (value == null) {
            return "The value is null";
        }
        if (value.length > MAX_EVENT_BYTES) {
            return "The event has %d bytes, the limit is %d; upload large projects with PUT /planner/projects/<sha256>"
                    .formatted(value.length, MAX_EVENT_BYTES);
        }
        var binary = false;
        var structured = false;
        var headerBytes = 0L;
        for (var header : headers) {
            headerBytes +=
                    header.key().length() + (header.value() == null ? 0 : header.value().length);
            String text;
            try {
                text =
                        StandardCharsets.UTF_8
                                .newDecoder()
                                .decode(
                                        ByteBuffer.wrap(
                                                header.value() == null
                                                        ? new byte[0]
                                                        : header.value()))
                                .toString();
            } catch (CharacterCodingException e) {
                return "Header '" + shortened(header.key()) + "' is not valid UTF-8";
            }
            binary |= header.key().equals("ce_specversion");
            structured |=
                    header.key().equals(CONTENT_TYPE)
                            && text.toLowerCase(Locale.ROOT).startsWith(STRUCTURED);
        }
        if (headerBytes > MAX_HEADER_BYTES) {
            return "The headers have %d bytes, the limit is %d"
                    .formatted(headerBytes, MAX_HEADER_BYTES);
        }
        return binary || structured
                ? null
                : "No CloudEvents attributes: neither a ce_specversion header nor content-type application/cloudevents+json";
    }

    private static String firstLine(Exception e) {
        var message = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        return shortened(message.lines().findFirst().orElse(message));
    }

    private static String shortened(String text) {
        return text.length() <= 300 ? text : text.substring(0, 300) + "…";
    }
}
