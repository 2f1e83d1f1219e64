package dev.signalbox.system.crash;

import dev.signalbox.events.codec.KafkaEvent;
import dev.signalbox.runtime.channels.TopicSetup;
import dev.signalbox.runtime.outbox.KafkaPublisher;
import dev.signalbox.testing.BrokerProvider;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/** The real broker, with a count of what it has acknowledged, by topic. */
final class Broker implements AutoCloseable {

    private static final int PARTITIONS = 3;

    private final Map<String, Object> connection =
            Map.of("bootstrap.servers", BrokerProvider.bootstrapServers());
    private final KafkaPublisher publisher;
    private final Map<String, Integer> acknowledged = new HashMap<>();

    Broker() {
        new TopicSetup(connection, PARTITIONS, (short) 1).ensure();
        this.publisher = new KafkaPublisher(connection, "crash-sweep");
    }

    Map<String, Object> connection() {
        return connection;
    }

    /** Returns when the broker has it. */
    void send(KafkaEvent event) {
        publisher.send(event).join();
        acknowledged.merge(event.topic(), 1, Integer::sum);
    }

    int acknowledged(Collection<String> topics) {
        return topics.stream().mapToInt(topic -> acknowledged.getOrDefault(topic, 0)).sum();
    }

    @Override
    public void close() {
        publisher.close();
    }
}
