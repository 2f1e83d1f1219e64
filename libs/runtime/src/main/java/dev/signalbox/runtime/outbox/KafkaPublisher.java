package dev.signalbox.runtime.outbox;

import dev.signalbox.events.codec.KafkaEvent;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Kafka's own producer, idempotent and acknowledged by all in-sync replicas. These settings are not
 * open to configuration: with others, events could be lost.
 */
public final class KafkaPublisher implements Publisher {

    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);

    private final KafkaProducer<byte[], byte[]> producer;

    /**
     * @param connection where the cluster is and how to get in: {@code bootstrap.servers} and the
     *     client's security settings
     */
    public KafkaPublisher(Map<String, Object> connection, String clientId) {
        var settings = new HashMap<>(connection);
        settings.put(ProducerConfig.CLIENT_ID_CONFIG, clientId);
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        // Kafka 4 waits 5 ms for company by default, which every single event would pay.
        settings.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        settings.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, 900_000);
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 10_000);
        settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 10_000);
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 30_000);
        settings.put(ProducerConfig.BUFFER_MEMORY_CONFIG, 8L * 1024 * 1024);
        this.producer =
                new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
    }

    @Override
    public CompletableFuture<Void> send(KafkaEvent event) {
        var key = event.key() == null || event.key().isEmpty() ? null : utf8(event.key());
        var record = new ProducerRecord<>(event.topic(), key, event.value());
        event.headers().forEach((name, text) -> record.headers().add(name, utf8(text)));
        var sent = new CompletableFuture<Void>();
        try {
            var unused =
                    producer.send(
                            record,
                            (metadata, failure) -> {
                                if (failure == null) {
                                    sent.complete(null);
                                } else {
                                    sent.completeExceptionally(failure);
                                }
                            });
        } catch (KafkaException | IllegalStateException e) {
            sent.completeExceptionally(e);
        }
        return sent;
    }

    @Override
    public void close() {
        producer.close(CLOSE_TIMEOUT);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
