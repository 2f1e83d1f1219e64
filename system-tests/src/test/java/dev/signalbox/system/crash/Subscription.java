package dev.signalbox.system.crash;

import dev.signalbox.runtime.inbox.ReceivedRecord;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * What a service reads, under a group of its own: at least once, from where its position was
 * committed last. A batch is all that the broker has for it, so that two runs get the same batches.
 */
final class Subscription implements AutoCloseable {

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(20);

    private final Broker broker;
    private final List<String> topics;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Set<String> done = new HashSet<>();
    private int before;

    Subscription(Broker broker, String group, List<String> topics) {
        this.broker = broker;
        this.topics = List.copyOf(topics);
        var settings = new HashMap<>(broker.connection());
        settings.put(ConsumerConfig.GROUP_ID_CONFIG, group);
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        // A fetch that waits for records keeps the connection's next request waiting, too.
        settings.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 5);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        this.consumer =
                new KafkaConsumer<>(
                        settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        consumer.assign(
                topics.stream()
                        .flatMap(t -> consumer.partitionsFor(t).stream())
                        .map(p -> new TopicPartition(p.topic(), p.partition()))
                        .toList());
        startAtEnd();
    }

    /** What was sent by others before concerns no run here. */
    private void startAtEnd() {
        consumer.seekToEnd(consumer.assignment());
        var ends = new HashMap<TopicPartition, OffsetAndMetadata>();
        consumer.assignment()
                .forEach(p -> ends.put(p, new OffsetAndMetadata(consumer.position(p))));
        consumer.commitSync(ends);
    }

    /** A new run begins; all that came before has been read. */
    void begin() {
        done.clear();
        before = broker.acknowledged(topics);
    }

    /** As a new process would: the broker alone knows how far the group was. */
    void resumeFromCommitted() {
        consumer.committed(consumer.assignment())
                .forEach((partition, position) -> consumer.seek(partition, position.offset()));
    }

    boolean isCaughtUp() {
        return done.size() == broker.acknowledged(topics) - before;
    }

    /** All that is acknowledged and not yet committed, of this database. */
    List<ReceivedRecord> next(String database) {
        var missing = broker.acknowledged(topics) - before - done.size();
        var batch = new ArrayList<ReceivedRecord>();
        var deadline = System.nanoTime() + LONGEST_WAIT.toNanos();
        while (batch.size() < missing) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException(
                        "Of %d records on %s only %d came"
                                .formatted(missing, topics, batch.size()));
            }
            consumer.poll(Duration.ofMillis(200))
                    .forEach(
                            record -> {
                                if (database.equals(text(record.key()))) {
                                    batch.add(ReceivedRecord.of(record));
                                }
                            });
        }
        // Kafka orders within a partition only; the same order each time makes runs comparable.
        batch.sort(
                Comparator.comparing(ReceivedRecord::timestamp)
                        .thenComparing(ReceivedRecord::topic)
                        .thenComparing(ReceivedRecord::offset));
        return batch;
    }

    void commit(List<ReceivedRecord> batch) {
        Map<TopicPartition, OffsetAndMetadata> positions = new HashMap<>();
        for (var record : batch) {
            positions.merge(
                    new TopicPartition(record.topic(), record.partition()),
                    new OffsetAndMetadata(record.offset() + 1),
                    (a, b) -> a.offset() > b.offset() ? a : b);
        }
        consumer.commitSync(positions);
        batch.forEach(record -> done.add(record.place()));
    }

    private static String text(byte[] key) {
        return key == null ? "" : new String(key, StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        consumer.close();
    }
}
