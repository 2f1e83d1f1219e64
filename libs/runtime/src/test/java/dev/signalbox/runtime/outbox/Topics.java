package dev.signalbox.runtime.outbox;

import dev.signalbox.runtime.channels.TopicSetup;
import dev.signalbox.testing.BrokerProvider;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** The topics of the tests' broker. */
final class Topics {

    static final int PARTITIONS = 3;

    private Topics() {}

    static Map<String, Object> connection() {
        return Map.of("bootstrap.servers", BrokerProvider.bootstrapServers());
    }

    static void ensure() {
        new TopicSetup(connection(), PARTITIONS, (short) 1).ensure();
    }

    /** Everything on the topic now that matches, in the order of each partition. */
    static List<ConsumerRecord<byte[], byte[]>> read(
            String topic, Predicate<ConsumerRecord<byte[], byte[]>> ours) {
        var partitions =
                IntStream.range(0, PARTITIONS).mapToObj(p -> new TopicPartition(topic, p)).toList();
        var found = new ArrayList<ConsumerRecord<byte[], byte[]>>();
        try (var consumer =
                new KafkaConsumer<>(
                        connection(), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var ends = consumer.endOffsets(partitions);
            while (partitions.stream()
                    .anyMatch(p -> consumer.position(p) < ends.getOrDefault(p, 0L))) {
                consumer.poll(Duration.ofMillis(100))
                        .forEach(
                                record -> {
                                    if (ours.test(record)) {
                                        found.add(record);
                                    }
                                });
            }
        }
        return found;
    }
}
