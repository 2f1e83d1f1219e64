package dev.signalbox.audit.messaging;

import dev.signalbox.audit.store.PositionStore;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;

/** How far the trail is behind the topics, asked of Kafka each time. */
public final class TrailLag {

    private static final long TIMEOUT_SECONDS = 5;

    private final Map<String, Object> connection;
    private final Set<String> topics;
    private final PositionStore positions;

    /**
     * @param connection {@code bootstrap.servers} and the client's security settings
     */
    public TrailLag(Map<String, Object> connection, Set<String> topics, PositionStore positions) {
        this.connection = Map.copyOf(connection);
        this.topics = Set.copyOf(topics);
        this.positions = positions;
    }

    /** What the trail lacks, in words; empty when it has everything. */
    public Optional<String> behind() {
        try (var admin = Admin.create(connection)) {
            var lag = lag(admin);
            return lag == 0
                    ? Optional.empty()
                    : Optional.of("the trail is " + lag + " records behind its topics");
        } catch (ExecutionException | TimeoutException e) {
            return Optional.of("whether the trail has caught up cannot be told: " + e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.of("whether the trail has caught up was not waited for");
        }
    }

    private long lag(Admin admin)
            throws ExecutionException, InterruptedException, TimeoutException {
        // Read before the ends: what is written in between counts as lacking, never as there.
        var known = positions.all();
        var partitions = partitions(admin);
        var starts = offsets(admin, partitions, OffsetSpec.earliest());
        var ends = offsets(admin, partitions, OffsetSpec.latest());
        var lag = 0L;
        for (var end : ends.entrySet()) {
            var start = starts.getOrDefault(end.getKey(), 0L);
            var next = known.getOrDefault(end.getKey(), start);
            // A position past the end is of a topic that was made anew: nothing of it was read.
            var from = next > end.getValue() ? start : Math.max(start, next);
            lag += end.getValue() - from;
        }
        return lag;
    }

    private Set<TopicPartition> partitions(Admin admin)
            throws ExecutionException, InterruptedException, TimeoutException {
        var partitions = new HashSet<TopicPartition>();
        admin.describeTopics(topics)
                .allTopicNames()
                .get(TIMEOUT_SECONDS, TimeUnit.SECONDS)
                .forEach(
                        (name, topic) ->
                                topic.partitions()
                                        .forEach(
                                                p ->
                                                        partitions.add(
                                                                new TopicPartition(
                                                                        name, p.partition()))));
        return partitions;
    }

    private static Map<TopicPartition, Long> offsets(
            Admin admin, Set<TopicPartition> partitions, OffsetSpec spec)
            throws ExecutionException, InterruptedException, TimeoutException {
        var wanted = partitions.stream().collect(Collectors.toMap(Function.identity(), p -> spec));
        return admin
                .listOffsets(wanted)
                .all()
                .get(TIMEOUT_SECONDS, TimeUnit.SECONDS)
                .entrySet()
                .stream()
                .collect(
                        Collectors.toMap(
                                Map.Entry::getKey,
                                (Map.Entry<TopicPartition, ListOffsetsResultInfo> e) ->
                                        e.getValue().offset()));
    }
}
