package dev.signalbox.runtime.outbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.events.codec.KafkaEvent;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class KafkaPublisherTest {

    private final String topic = "publisher-" + UUID.randomUUID();
    private KafkaPublisher publisher;

    /**
     * The producer takes what this topic's broker does not, and hears of it when it is under way.
     */
    @BeforeEach
    void aTopicForSmallRecords() throws Exception {
        try (var admin = Admin.create(Topics.connection())) {
            admin.createTopics(
                            List.of(
                                    new NewTopic(topic, Topics.PARTITIONS, (short) 1)
                                            .configs(Map.of("max.message.bytes", "20000"))))
                    .all()
                    .get();
        }
        publisher = new KafkaPublisher(Topics.connection(), topic);
    }

    @AfterEach
    void close() {
        publisher.close();
    }

    @Test
    void nothingOfAKeyArrivesAfterARecordThatTheBrokerRefused() {
        var sent =
                IntStream.rangeClosed(1, 200)
                        .mapToObj(
                                n ->
                                        publisher.send(
                                                event(
                                                        n == 100
                                                                ? "100" + "x".repeat(30_000)
                                                                : n + "")))
                        .toList();

        assertThatThrownBy(() -> sent.get(99).join())
                .hasRootCauseInstanceOf(RecordTooLargeException.class);
        publisher.close();
        assertThat(arrived()).isEqualTo(IntStream.range(1, 100).mapToObj(String::valueOf).toList());
        assertThat(sent.subList(100, 200)).allMatch(one -> one.isCompletedExceptionally());
    }

    @Test
    void whatIsSentAgainAfterARefusalArrives() {
        var refused = publisher.send(event("x".repeat(30_000)));
        assertThatThrownBy(refused::join).hasRootCauseInstanceOf(RecordTooLargeException.class);

        publisher.send(event("after")).join();

        assertThat(arrived()).containsExactly("after");
    }

    private KafkaEvent event(String value) {
        return new KafkaEvent(topic, "one key", Map.of(), value.getBytes(UTF_8));
    }

    private List<String> arrived() {
        return Topics.read(topic, record -> true).stream()
                .map(record -> new String(record.value(), UTF_8))
                .toList();
    }
}
