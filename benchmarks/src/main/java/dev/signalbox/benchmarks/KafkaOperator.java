package dev.signalbox.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.signalbox.events.EventType;
import dev.signalbox.events.Topic;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Asks by an event, and sees what comes of it by reading a topic. */
final class KafkaOperator implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private final KafkaProducer<byte[], byte[]> producer;
    private final KafkaConsumer<byte[], byte[]> consumer;

    /**
     * @param answers the topic to read, from now on
     */
    KafkaOperator(String kafka, Topic answers) {
        producer =
                new KafkaProducer<>(
                        Map.of("bootstrap.servers", kafka, "linger.ms", 0),
                        new ByteArraySerializer(),
                        new ByteArraySerializer());
        consumer =
                new KafkaConsumer<>(
                        Map.of("bootstrap.servers", kafka, "fetch.min.bytes", 1),
                        new ByteArrayDeserializer(),
                        new ByteArrayDeserializer());
        List<TopicPartition> partitions =
                consumer.partitionsFor(answers.wireName()).stream()
                        .map(p -> new TopicPartition(p.topic(), p.partition()))
                        .toList();
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        partitions.forEach(consumer::position);
    }

    /** From the request until an event of that type is seen for the database. */
    Duration until(EventType type, String database)
            throws ExecutionException, InterruptedException {
        var record =
                new ProducerRecord<>(
                        Topic.REQUESTS.wireName(),
                        database.getBytes(UTF_8),
                        Requests.data(database));
        Map.of(
                        "ce_specversion",
                        "1.0",
                        "ce_id",
                        UUID.randomUUID().toString(),
                        "ce_source",
                        "/benchmarks",
                        "ce_type",
                        EventType.REQUEST_PLAN.wireName(),
                        "ce_subject",
                        database,
                        "content-type",
                        "application/json")
                .forEach((name, value) -> record.headers().add(name, value.getBytes(UTF_8)));
        var begun = System.nanoTime();
        producer.send(record).get();
        await(r -> is(r, type, database));
        return Duration.ofNanos(System.nanoTime() - begun);
    }

    /** Reads on until an event of that type comes for the database. */
    void await(EventType type, String database) {
        await(r -> is(r, type, database));
    }

    private void await(Predicate<ConsumerRecord<byte[], byte[]>> wanted) {
        var deadline = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < deadline) {
            for (var record : consumer.poll(Duration.ofMillis(200))) {
                if (wanted.test(record)) {
                    // What came after it is not passed over.
                    consumer.seek(
                            new TopicPartition(record.topic(), record.partition()),
                            record.offset() + 1);
                    return;
                }
            }
        }
        throw new IllegalStateException("The event did not come within " + PATIENCE);
    }

    private static boolean is(
            ConsumerRecord<byte[], byte[]> record, EventType type, String database) {
        return text(record.headers(), "ce_type").equals(type.wireName())
                && text(record.headers(), "ce_subject").equals(database);
    }

    private static String text(Headers headers, String name) {
        var header = headers.lastHeader(name);
        return header == null ? "" : new String(header.value(), UTF_8);
    }

    @Override
    public void close() {
        producer.close();
        consumer.close();
    }
}
