package dev.signalbox.runtime.inbox;

import java.time.Instant;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/** A record as Kafka delivered it. */
public record ReceivedRecord(
        String topic,
        int partition,
        long offset,
        Instant timestamp,
        byte @Nullable [] key,
        Headers headers,
        byte @Nullable [] value) {

    public static ReceivedRecord of(ConsumerRecord<byte[], byte[]> kafka) {
        return new ReceivedRecord(
                kafka.topic(),
                kafka.partition(),
                kafka.offset(),
                Instant.ofEpochMilli(kafka.timestamp()),
                kafka.key(),
                kafka.headers(),
                kafka.value());
    }

    public String place() {
        return topic + "/" + partition + "@" + offset;
    }
}
