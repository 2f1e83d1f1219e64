package dev.signalbox.events.codec;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A record as it is written to Kafka: CloudEvents in binary mode.
 *
 * @param key the database's id
 * @param headers in order of writing; values are UTF-8
 */
public record KafkaEvent(
        String topic, @Nullable String key, Map<String, String> headers, byte[] value) {}
