package dev.signalbox.system.harness;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** A Kafka client that knows nothing of Signalbox: bytes in, bytes out. */
public final class RawKafka implements AutoCloseable {

    public static final String REQUESTS = "signalbox.requests";
    public static final String PLANS = "signalbox.plans";
    public static final String EXECUTION = "signalbox.execution";
    public static final String DEAD_LETTERS = "signalbox.dead-letters";

    private final Producer<byte[], byte[]> producer;
    private final Consumer<byte[], byte[]> consumer;
    private final List<ConsumerRecord<byte[], byte[]>> seen = new ArrayList<>();

    public RawKafka(String bootstrapServers) {
        var at = Map.<String, Object>of("bootstrap.servers", bootstrapServers);
        this.producer =
                new KafkaProducer<>(
                        with(
                                at,
                                Map.of("acks", "all", "linger.ms", 0, "max.request.size", 1 << 24)),
                        new ByteArraySerializer(),
                        new ByteArraySerializer());
        this.consumer =
                new KafkaConsumer<>(
                        with(at, Map.of("isolation.level", "read_committed")),
                        new ByteArrayDeserializer(),
                        new ByteArrayDeserializer());
        var partitions = new ArrayList<TopicPartition>();
        for (var topic : List.of(PLANS, EXECUTION, DEAD_LETTERS)) {
            consumer.partitionsFor(topic)
                    .forEach(p -> partitions.add(new TopicPartition(topic, p.partition())));
        }
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
    }

    /** Returns once the broker has acknowledged it. */
    public void send(ProducerRecord<byte[], byte[]> record) {
        try {
            var unused = producer.send(record).get(20, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause
                    ? cause
                    : new IllegalStateException(e);
        } catch (InterruptedException | TimeoutException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The first record that matches, from the beginning of all topics but the requests'. */
    public ConsumerRecord<byte[], byte[]> await(
            String what, String topic, Predicate<ConsumerRecord<byte[], byte[]>> wanted) {
        return Waiting.found(what, () -> look(topic, wanted));
    }

    /** Everything of a topic that was there when this was called, and perhaps more. */
    public List<ConsumerRecord<byte[], byte[]>> all(String topic) {
        var ends = consumer.endOffsets(consumer.assignment());
        Waiting.until(
                "the topics' ends",
                () -> {
                    poll();
                    return ends.entrySet().stream()
                            .allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
                });
        return seen.stream().filter(r -> r.topic().equals(topic)).toList();
    }

    private Optional<ConsumerRecord<byte[], byte[]>> look(
            String topic, Predicate<ConsumerRecord<byte[], byte[]>> wanted) {
        poll();
        return seen.stream().filter(r -> r.topic().equals(topic)).filter(wanted).findFirst();
    }

    private void poll() {
        consumer.poll(Duration.ofMillis(20)).forEach(seen::add);
    }

    /** A header's text; null where there is none. */
    public static @Nullable String header(ConsumerRecord<byte[], byte[]> record, String name) {
        var header = record.headers().lastHeader(name);
        return header == null || header.value() == null ? null : new String(header.value(), UTF_8);
    }

    public static String text(ConsumerRecord<byte[], byte[]> record) {
        return record.value() == null ? "" : new String(record.value(), UTF_8);
    }

    private static Map<String, Object> with(Map<String, Object> a, Map<String, Object> b) {
        var all = new java.util.HashMap<>(a);
        all.put("enable.metrics.push", false);
        all.putAll(b);
        return all;
    }

    @Override
    public void close() {
        producer.close(Duration.ZERO);
        consumer.close();
    }
}
