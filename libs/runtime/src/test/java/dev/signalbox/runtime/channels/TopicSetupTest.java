package dev.signalbox.runtime.channels;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.broker.EmbeddedBroker;
import dev.signalbox.events.Topic;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TopicSetupTest {

    private static final List<String> NAMES =
            Arrays.stream(Topic.values()).map(Topic::wireName).toList();

    @TempDir static Path folder;
    private static EmbeddedBroker broker;

    /** A cluster of its own: the shared one has the topics already. */
    @BeforeAll
    static void start() {
        broker = EmbeddedBroker.start(folder.resolve("kafka"), 0);
    }

    @AfterAll
    static void stop() {
        broker.close();
    }

    @Test
    void missingTopicsAreCreatedAndExistingOnesLeftAsTheyAre() throws Exception {
        try (var admin = Admin.create(connection())) {
            admin.createTopics(List.of(new NewTopic(Topic.PLANS.wireName(), 7, (short) 1)))
                    .all()
                    .get();

            setups(4);

            var topics = admin.describeTopics(NAMES).allTopicNames().get();
            assertThat(requireNonNull(topics.get(Topic.PLANS.wireName())).partitions()).hasSize(7);
            assertThat(requireNonNull(topics.get(Topic.REQUESTS.wireName())).partitions())
                    .hasSize(3);
            var requests = new ConfigResource(ConfigResource.Type.TOPIC, Topic.REQUESTS.wireName());
            var config =
                    requireNonNull(
                            admin.describeConfigs(List.of(requests)).all().get().get(requests));
            assertThat(config.get("retention.ms").value())
                    .isEqualTo(Long.toString(Topic.REQUESTS.retention().toMillis()));
            assertThat(config.get("cleanup.policy").value()).isEqualTo("delete");
        }
    }

    @Test
    void silentKafkaIsNamedWithARemedy() throws Exception {
        int port;
        try (var socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        Map<String, Object> nowhere =
                Map.of(
                        "bootstrap.servers",
                        "127.0.0.1:" + port,
                        "default.api.timeout.ms",
                        "300",
                        "request.timeout.ms",
                        "200");

        assertThatThrownBy(() -> new TopicSetup(nowhere, 3, (short) 1).ensure())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("127.0.0.1:" + port)
                .hasMessageContaining("did not answer (listing topics)")
                .hasMessageContaining("kafka.bootstrap.servers");
    }

    /** Several services start at the same time and all find the topics missing. */
    private static void setups(int services) {
        var all =
                java.util.stream.IntStream.range(0, services)
                        .mapToObj(
                                i ->
                                        CompletableFuture.runAsync(
                                                () ->
                                                        new TopicSetup(connection(), 3, (short) 1)
                                                                .ensure()))
                        .toList();
        all.forEach(CompletableFuture::join);
    }

    private static Map<String, Object> connection() {
        return Map.of("bootstrap.servers", broker.bootstrapServers());
    }
}
