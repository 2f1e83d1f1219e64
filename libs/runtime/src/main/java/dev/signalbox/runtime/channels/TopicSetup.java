package dev.signalbox.runtime.channels;

import dev.signalbox.events.Topic;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Sees to it that the topics are there before any channel reads or writes them. */
public final class TopicSetup {

    private static final long TIMEOUT_SECONDS = 30;

    private final Map<String, Object> connection;
    private final int partitions;
    private final short replication;

    /**
     * @param connection {@code bootstrap.servers} and the client's security settings
     * @param replication -1 for the cluster's default
     */
    public TopicSetup(Map<String, Object> connection, int partitions, short replication) {
        this.connection = Map.copyOf(connection);
        this.partitions = partitions;
        this.replication = replication;
    }

    /**
     * Creates the topics that are missing.
     *
     * @throws IllegalStateException when Kafka does not answer or creating is not allowed, with the
     *     remedy
     */
    public void ensure() {
        try (var admin = Admin.create(connection)) {
            var existing = get(admin.listTopics().names(), "listing topics");
            var missing = new ArrayList<NewTopic>();
            for (var topic : Topic.values()) {
                if (!existing.contains(topic.wireName())) {
                    missing.add(definition(topic));
                }
            }
            create(admin, missing);
            if (!missing.isEmpty()) {
                awaitKnown(admin);
            }
        }
    }

    /** A broker answers that a topic is created a moment before it knows it itself. */
    private void awaitKnown(Admin admin) {
        var names = Arrays.stream(Topic.values()).map(Topic::wireName).toList();
        var end = System.nanoTime() + TimeUnit.SECONDS.toNanos(TIMEOUT_SECONDS);
        while (true) {
            try {
                var unused = get(admin.describeTopics(names).allTopicNames(), "describing topics");
                return;
            } catch (UnknownTopicOrPartitionException e) {
                if (System.nanoTime() > end) {
                    throw failure("waiting for created topics", e);
                }
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
            }
        }
    }

    private NewTopic definition(Topic topic) {
        return new NewTopic(
                        topic.wireName(),
                        Optional.of(partitions),
                        replication < 0 ? Optional.empty() : Optional.of(replication))
                .configs(
                        Map.of(
                                TopicConfig.CLEANUP_POLICY_CONFIG,
                                TopicConfig.CLEANUP_POLICY_DELETE,
                                TopicConfig.RETENTION_MS_CONFIG,
                                Long.toString(topic.retention().toMillis())));
    }

    private void create(Admin admin, List<NewTopic> missing) {
        admin.createTopics(missing)
                .values()
                .forEach(
                        (name, created) -> {
                            try {
                                var unused = get(created, "creating topic " + name);
                            } catch (TopicExistsException e) {
                                // Another service was faster.
                                return;
                            }
                        });
    }

    private <T> T get(KafkaFuture<T> future, String doing) {
        try {
            return future.get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case TopicExistsException exists -> throw exists;
                case UnknownTopicOrPartitionException unknown -> throw unknown;
                case AuthorizationException denied ->
                        throw new IllegalStateException(
                                "Kafka does not allow "
                                        + doing
                                        + "; create the topics of docs/asyncapi.yaml, or grant this"
                                        + " user CREATE and DESCRIBE",
                                denied);
                case null, default -> throw failure(doing, e);
            }
        } catch (TimeoutException e) {
            throw failure(doing, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failure(doing, e);
        }
    }

    private IllegalStateException failure(String doing, Exception cause) {
        return new IllegalStateException(
                "Kafka at %s did not answer (%s); is it running, and is kafka.bootstrap.servers right?"
                        .formatted(connection.get("bootstrap.servers"), doing),
                cause);
    }
}
