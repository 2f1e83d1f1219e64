package dev.signalbox.audit.domain;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import dev.signalbox.events.EventType;
import dev.signalbox.events.codec.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * An event's data, as it was sent: also the members that this version does not know.
 *
 * @param json compact; absent where only the digest is kept
 * @param sha256 of the data's bytes on the wire; in structured mode, of the compact JSON
 */
public record EventData(@Nullable String json, String sha256, long bytes) {

    /** Data up to this size is kept whole. */
    public static final int MOST_KEPT_BYTES = 60 * 1024;

    // Numbers are kept digit by digit: a trail that rounds is none.
    private static final ObjectReader EXACT =
            Json.mapper().reader().with(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

    /** Of an event whose data is JSON, which is known by now. */
    public static EventData of(EventType type, @Nullable String contentType, byte[] value) {
        try {
            var structured =
                    contentType != null
                            && contentType
                                    .toLowerCase(Locale.ROOT)
                                    .startsWith("application/cloudevents");
            var data = structured ? within(EXACT.readTree(value)) : value;
            var json = compact(data);
            var whole = data.length <= MOST_KEPT_BYTES && type != EventType.PLAN_PART;
            return new EventData(whole ? json : null, Json.sha256(data), data.length);
        } catch (IOException e) {
            throw new IllegalStateException("The data was JSON when the event was read", e);
        }
    }

    /** Of something that is kept for its digest alone. */
    public static EventData digestOf(byte[] value) {
        return new EventData(null, Json.sha256(value), value.length);
    }

    private static byte[] within(JsonNode event) throws IOException {
        var data = event.get("data");
        if (data != null) {
            return write(data).getBytes(StandardCharsets.UTF_8);
        }
        var base64 = event.get("data_base64");
        return base64 == null ? new byte[0] : base64.binaryValue();
    }

    private static String compact(byte[] data) throws IOException {
        return write(EXACT.readTree(data));
    }

    private static String write(JsonNode node) throws JsonProcessingException {
        return Json.mapper().writeValueAsString(node);
    }
}
