package dev.signalbox.broker;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** An operator's client: sends, and reads what is there. */
record Traffic(String bootstrapServers) {
    static Traffic with(EmbeddedBroker broker) {
        return new Traffic(broker.bootstrapServers());
    }

    void createTopic(String topic, int partitions) throws Exception {
        try (var admin = Admin.create(config())) {
            admin.createTopics(List.of(new NewTopic(topic, partitions, (short) 1))).all().get();
        }
    }

    String clusterId() throws Exception {
        try (var admin = Admin.create(config())) {
            return admin.describeCluster().clusterId().get();
        }
    }

    Set<String> topics() throws Exception {
        try (var admin = Admin.create(config())) {
            return admin.listTopics().names().get();
        }
    }

    /** Asks as a producer does before it sends, for a second. */
    int partitions(String topic) {
        var impatient = new HashMap<>(config());
        impatient.put("max.block.ms", "1000");
        try (var producer =
                new KafkaProducer<>(
                        impatient, new ByteArraySerializer(), new ByteArraySerializer())) {
            return producer.partitionsFor(topic).size();
        }
    }

    /** Sends each and returns when all are acknowledged. */
    void send(String topic, List<byte[]> values) throws ExecutionException, InterruptedException {
        try (var producer =
                new KafkaProducer<>(
                        config(), new ByteArraySerializer(), new ByteArraySerializer())) {
            var sent =
                    values.stream()
                            .map(v -> producer.send(new ProducerRecord<byte[], byte[]>(topic, v)))
                            .toList();
            for (var acknowledged : sent) {
                acknowledged.get();
            }
        }
    }

    void send(String topic, String value) throws ExecutionException, InterruptedException {
        send(topic, List.of(value.getBytes(UTF_8)));
    }

    /** Everything in the topic's first partition. */
    List<String> read(String topic) {
        var partition = new TopicPartition(topic, 0);
        try (var consumer =
                new KafkaConsumer<>(
                        config(), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            long end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
            var values = new ArrayList<String>();
            Instant patience = Instant.now().plusSeconds(20);
            while (consumer.position(partition) < end && Instant.now().isBefore(patience)) {
                consumer.poll(Duration.ofMillis(200))
                        .forEach(r -> values.add(new String(r.value(), UTF_8)));
            }
            return values;
        }
    }

    private Map<String, Object> config() {
        return Map.of(
                "bootstrap.servers", bootstrapServers,
                "request.timeout.ms", "5000",
                "default.api.timeout.ms", "20000");
    }
}
