package dev.signalbox.broker;

import static dev.signalbox.broker.EmbeddedBrokerTest.port;
import static dev.signalbox.broker.EmbeddedBrokerTest.threadsOf;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.utils.Exit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BrokerCrashTest {
    @TempDir Path dir;

    @Test
    void folderAsAKillLeavesItStartsAgainQuicklyWithEverythingAcknowledged() throws Exception {
        Path killed = dir.resolve("killed");
        String clusterId;
        try (var broker = EmbeddedBroker.start(dir.resolve("live"), 0)) {
            clusterId = broker.clusterId();
            Traffic.with(broker).createTopic("bulk", 1);
            Traffic.with(broker).createTopic("facts", 1);
            Traffic.with(broker).send("bulk", Collections.nCopies(800, new byte[100_000]));
            Traffic.with(broker).send("facts", "acknowledged");
            copy(dir.resolve("live"), killed);
        }

        Instant before = Instant.now();
        try (var recovered = EmbeddedBroker.start(killed, 0)) {
            assertThat(Duration.between(before, Instant.now())).isLessThan(Duration.ofSeconds(8));
            assertThat(recovered.clusterId()).isEqualTo(clusterId);
            assertThat(Traffic.with(recovered).read("facts")).containsExactly("acknowledged");
            assertThat(Traffic.with(recovered).read("bulk")).hasSize(800);
        }
    }

    @Test
    void exitOnABrokersThreadIsItsFaultAndDoesNotEndTheJvm() throws Exception {
        int port;
        try (var sound = EmbeddedBroker.start(dir.resolve("sound"), 0)) {
            try (var broken = EmbeddedBroker.start(dir.resolve("broken"), 0)) {
                port = port(broken);

                onThreadOf(broken, () -> Exit.halt(1));

                assertThat(fault(broken).message()).contains("LogDirFailureHandler gave up");
                assertThat(sound.faulted().toCompletableFuture()).isNotDone();
            }

            assertThat(threadsOf(port)).isEmpty();
            assertThat(Traffic.with(sound).clusterId()).isEqualTo(sound.clusterId());
        }
    }

    @Test
    void lostFolderIsReportedAsAFault() throws Exception {
        int port;
        try (var broker = EmbeddedBroker.start(dir.resolve("kafka"), 0)) {
            port = port(broker);
            Traffic.with(broker).createTopic("t", 1);

            Files.move(dir.resolve("kafka"), dir.resolve("gone"));
            Traffic.with(broker).createTopic("u", 1);

            assertThat(fault(broker).message()).contains("disk");
        }

        assertThat(threadsOf(port)).isEmpty();
    }

    private static BrokerFault fault(EmbeddedBroker broker) throws Exception {
        return broker.faulted().toCompletableFuture().get(30, TimeUnit.SECONDS);
    }

    private static void onThreadOf(EmbeddedBroker broker, Runnable work) {
        ThreadGroup group =
                Thread.getAllStackTraces().keySet().stream()
                        .map(Thread::getThreadGroup)
                        .filter(g -> g != null && g.getName().equals("kafka-" + port(broker)))
                        .findFirst()
                        .orElseThrow();
        var thread = new Thread(group, work, "LogDirFailureHandler");
        thread.setUncaughtExceptionHandler((t, e) -> {});
        thread.start();
    }

    private static void copy(Path from, Path to) throws IOException {
        for (Path file : tree(from)) {
            Files.copy(file, to.resolve(from.relativize(file).toString()));
        }
    }

    private static List<Path> tree(Path dir) throws IOException {
        try (var files = Files.walk(dir)) {
            return files.toList();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }
}
