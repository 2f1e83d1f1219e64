package dev.signalbox.testing;

import dev.signalbox.broker.EmbeddedBroker;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.kafka.common.utils.AppInfoParser;
import org.testcontainers.kafka.KafkaContainer;

/**
 * A running Kafka.
 *
 * @param bootstrapServers where clients connect
 * @param description which it is and why, for the line that is printed
 * @param stop ends it and removes its data
 */
record TestKafka(String bootstrapServers, String description, Runnable stop) {
    static TestKafka start(KafkaChoice choice) {
        if (!choice.docker()) {
            return embedded(choice.why());
        }
        try {
            return container(choice.why());
        } catch (RuntimeException e) {
            if (choice.forced()) {
                throw e;
            }
            return embedded("a Docker engine answers, but the container failed: " + e.getMessage());
        }
    }

    private static TestKafka embedded(String why) {
        Path dir = folder();
        var broker = EmbeddedBroker.start(dir, 0);
        return new TestKafka(
                broker.bootstrapServers(),
                "embedded broker " + AppInfoParser.getVersion() + " (" + why + ")",
                () -> {
                    broker.close();
                    delete(dir);
                });
    }

    private static TestKafka container(String why) {
        String image = "apache/kafka:" + AppInfoParser.getVersion();
        var container = new KafkaContainer(image);
        container.start();
        return new TestKafka(
                container.getBootstrapServers(), image + " (" + why + ")", container::stop);
    }

    private static Path folder() {
        try {
            // Below target, what a killed test run leaves is swept by the next clean build.
            Path target = Path.of("target");
            return Files.isDirectory(target)
                    ? Files.createTempDirectory(target, "kafka-")
                    : Files.createTempDirectory("kafka-");
        } catch (IOException e) {
            throw new UncheckedIOException("no folder for the tests' broker", e);
        }
    }

    private static void delete(Path dir) {
        try (var files = Files.walk(dir)) {
            for (Path file : files.toList().reversed()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the tests' broker left " + dir, e);
        }
    }
}
