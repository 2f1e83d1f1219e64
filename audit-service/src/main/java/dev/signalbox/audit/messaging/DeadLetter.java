package dev.signalbox.audit.messaging;

import dev.signalbox.events.Topic;
import dev.signalbox.events.codec.Json;
import dev.signalbox.events.codec.KafkaEvent;
import dev.signalbox.runtime.inbox.ReceivedRecord;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/**
 * A record that is no event, with where it was and why, as it is written to the dead letters. What
 * our producer would refuse for its size is cut, and says so: one huge record must not hold up the
 * others for ever.
 */
final class DeadLetter {

    /** Most of a value that is written; every event of ours is smaller. */
    static final int MOST_VALUE_BYTES = 640 * 1024;

    private static final int MOST_HEADER_BYTES = 128 * 1024;
    private static final int MOST_REASON_CHARACTERS = 2_000;
    private static final int MOST_KEY_BYTES = 8 * 1024;

    private final Map<String, String> headers = new LinkedHashMap<>();
    private int headerBytes;
    private int omitted;

    private DeadLetter() {}

    static KafkaEvent of(ReceivedRecord record, String reason) {
        return new DeadLetter().written(record, reason);
    }

    private KafkaEvent written(ReceivedRecord record, String reason) {
        // Ours come first: those of a dead letter that was sent again keep their values elsewhere.
        headers.put(
                "signalbox-reason",
                reason.length() > MOST_REASON_CHARACTERS
                        ? reason.substring(0, MOST_REASON_CHARACTERS)
                        : reason);
        headers.put("signalbox-topic", record.topic());
        headers.put("signalbox-partition", Integer.toString(record.partition()));
        headers.put("signalbox-offset", Long.toString(record.offset()));
        var value = value(record.value());
        var key = key(record.key());
        record.headers().forEach(this::keep);
        if (omitted > 0) {
            headers.put("signalbox-headers-omitted", Integer.toString(omitted));
        }
        return new KafkaEvent(Topic.DEAD_LETTERS.wireName(), key, headers, value);
    }

    private byte[] value(byte @Nullable [] value) {
        if (value == null) {
            headers.put("signalbox-value", "null");
            return new byte[0];
        }
        if (value.length <= MOST_VALUE_BYTES) {
            return value;
        }
        headers.put("signalbox-value", "cut");
        headers.put("signalbox-value-bytes", Integer.toString(value.length));
        headers.put("signalbox-value-sha256", Json.sha256(value));
        return Arrays.copyOf(value, MOST_VALUE_BYTES);
    }

    private @Nullable String key(byte @Nullable [] key) {
        if (key == null || key.length > MOST_KEY_BYTES) {
            if (key != null) {
                headers.put("signalbox-key-sha256", Json.sha256(key));
            }
            return null;
        }
        var text = utf8(key);
        if (text == null) {
            headers.put("signalbox-key-base64", Base64.getEncoder().encodeToString(key));
        }
        return text;
    }

    private void keep(Header header) {
        if (header.value() == null) {
            keep(header.key() + "-null", "");
            return;
        }
        var text = utf8(header.value());
        if (text == null) {
            keep(header.key() + "-base64", Base64.getEncoder().encodeToString(header.value()));
        } else {
            keep(header.key(), text);
        }
    }

    /** Kafka allows a name twice; here, the second one gets a number. */
    private void keep(String name, String text) {
        var free = name;
        for (var n = 2; headers.containsKey(free); n++) {
            free = name + "-" + n;
        }
        var bytes = free.length() * 3 + text.getBytes(StandardCharsets.UTF_8).length;
        if (headerBytes + bytes > MOST_HEADER_BYTES) {
            omitted++;
            return;
        }
        headerBytes += bytes;
        headers.put(free, text);
    }

    private static @Nullable String utf8(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException e) {
            return null;
        }
    }
}
