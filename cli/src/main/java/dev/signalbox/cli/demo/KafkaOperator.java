package dev.signalbox.cli.demo;

import dev.signalbox.cli.Exit;
import dev.signalbox.cli.Failure;
import dev.signalbox.cli.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.StringSerializer;

/** An operator with any Kafka client: knows the events' language, and nothing else of signalbox. */
final class KafkaOperator {

    private static final String TOPIC = "signalbox.requests";
    private static final int PATIENCE_SECONDS = 30;

    private KafkaOperator() {}

    /**
     * Asks for a plan by a structured CloudEvent.
     *
     * @param goal such as {@code migrateTo} with a version
     * @return the event's id
     */
    static String requestPlan(
            String broker, String database, String user, Map<String, Object> goal, String reason) {
        var id = UUID.randomUUID().toString();
        var event = new LinkedHashMap<String, Object>();
        event.put("specversion", "1.0");
        event.put("id", id);
        event.put("source", "/ops/" + user);
        event.put("type", "dev.signalbox.plan.request.v1");
        event.put("subject", database);
        event.put("datacontenttype", "application/json");
        event.put("authtype", "user");
        event.put("authid", user);
        event.put(
                "data",
                Map.of(
                        "database", database,
                        "goal", goal,
                        "reason", reason));
        send(broker, database, Json.write(event));
        return id;
    }

    private static void send(String broker, String key, String value) {
        var settings =
                Map.<String, Object>of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, broker,
                        ProducerConfig.ACKS_CONFIG, "all",
                        ProducerConfig.LINGER_MS_CONFIG, 0,
                        ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 10_000,
                        ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 25_000,
                        ProducerConfig.MAX_BLOCK_MS_CONFIG, 25_000,
                        ProducerConfig.ENABLE_METRICS_PUSH_CONFIG, false);
        var record = new ProducerRecord<>(TOPIC, key, value);
        record.headers()
                .add(
                        "content-type",
                        "application/cloudevents+json".getBytes(StandardCharsets.UTF_8));
        try (var producer =
                new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
            producer.send(record).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException | KafkaException e) {
            throw new Failure(
                    Exit.UNREACHABLE,
                    "The event did not reach Kafka at " + broker + ": " + e.getMessage(),
                    "See standalone.log of the demo: run it with --stay.",
                    List.of(),
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Failure(Exit.UNREACHABLE, "Interrupted while sending", "Run it again.");
        }
    }
}
