package dev.signalbox.runtime.outbox;

import dev.signalbox.events.codec.KafkaEvent;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * Kafka's own producer, idempotent and acknowledged by all in-sync replicas. These settings are not
 * open to configuration: with others, events could be lost.
 *
 * <p>Idempotence keeps the order through what the producer tries again by itself. It does not when
 * the producer gives a batch up: the next batch of the partition is then sent all the same. So only
 * one batch is under way at a time, and a producer that has given one up is closed before it sends
 * another; what waits in it fails, too, and the next call makes a new one.
 */
public final class KafkaPublisher implements Publisher {

    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);

    private final Map<String, Object> settings;
    private Producer<byte[], byte[]> producer;
    private boolean givenUp;
    private boolean closed;

    /**
     * @param connection where the cluster is and how to get in: {@code bootstrap.servers} and the
     *     client's security settings
     */
    public KafkaPublisher(Map<String, Object> connection, String clientId) {
        this.settings = new HashMap<>(connection);
        settings.put(ProducerConfig.CLIENT_ID_CONFIG, clientId);
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        settings.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 1);
        // Kafka 4 waits 5 ms for company by default, which every single event would pay.
        settings.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        settings.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, 900_000);
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 10_000);
        settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 10_000);
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 30_000);
        settings.put(ProducerConfig.BUFFER_MEMORY_CONFIG, 8L * 1024 * 1024);
        this.producer = open();
    }

    private Producer<byte[], byte[]> open() {
        return new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
    }

    @Override
    public CompletableFuture<Void> send(KafkaEvent event) {
        var key = event.key() == null || event.key().isEmpty() ? null : utf8(event.key());
        var record = new ProducerRecord<>(event.topic(), key, event.value());
        event.headers().forEach((name, text) -> record.headers().add(name, utf8(text)));
        var sent = new CompletableFuture<Void>();
        var usable = usable();
        var caller = Thread.currentThread();
        try {
            var unused =
                    usable.send(
                            record,
                            (metadata, failure) -> {
                                // On the caller's thread it was refused before it could be sent.
                                if (failure != null && Thread.currentThread() != caller) {
                                    giveUp(usable);
                                }
                                complete(sent, failure);
                            });
        } catch (KafkaException | IllegalStateException e) {
            sent.completeExceptionally(e);
        }
        return sent;
    }

    private static void complete(CompletableFuture<Void> sent, @Nullable Exception failure) {
        if (failure == null) {
            sent.complete(null);
        } else {
            sent.completeExceptionally(failure);
        }
    }

    private synchronized Producer<byte[], byte[]> usable() {
        if (givenUp && !closed) {
            producer = open();
            givenUp = false;
        }
        return producer;
    }

    /** On the producer's own thread, which sends nothing more after that. */
    private synchronized void giveUp(Producer<byte[], byte[]> failed) {
        if (failed == producer && !givenUp) {
            givenUp = true;
            failed.close(Duration.ZERO);
        }
    }

    @Override
    public void close() {
        Producer<byte[], byte[]> last;
        synchronized (this) {
            last = producer;
            closed = true;
        }
        // Not within: its thread may be about to give it up.
        last.close(CLOSE_TIMEOUT);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
