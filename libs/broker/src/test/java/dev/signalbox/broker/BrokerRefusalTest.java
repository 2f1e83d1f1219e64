package dev.signalbox.broker;

import static dev.signalbox.broker.EmbeddedBrokerTest.port;
import static dev.signalbox.broker.EmbeddedBrokerTest.threadsOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BrokerRefusalTest {
    @TempDir Path dir;

    @Test
    void portInUseIsNamedAndTheFolderIsFreeAfterwards() throws Exception {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(() -> EmbeddedBroker.start(dir, taken.getLocalPort()))
                    .isInstanceOf(BrokerStartException.class)
                    .hasMessageContaining("port " + taken.getLocalPort())
                    .hasMessageContaining("Address already in use")
                    .hasMessageContaining("choose another port");
        }

        try (var broker = EmbeddedBroker.start(dir, 0)) {
            assertThat(broker.clusterId()).isNotBlank();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 65_536})
    void numberThatIsNoPortIsRefused(int port) {
        assertThatThrownBy(() -> EmbeddedBroker.start(dir, port))
                .isInstanceOf(BrokerStartException.class)
                .hasMessageContaining("port " + port)
                .hasMessageContaining("from 1 to 65535");
    }

    @Test
    void folderOfALiveBrokerIsRefusedAndThatBrokerGoesOn() throws Exception {
        try (var first = EmbeddedBroker.start(dir, 0)) {
            Traffic.with(first).createTopic("t", 1);

            for (int attempt = 0; attempt < 2; attempt++) {
                assertThatThrownBy(() -> EmbeddedBroker.start(dir, 0))
                        .isInstanceOf(BrokerStartException.class)
                        .hasMessageContaining(dir.toRealPath().toString())
                        .hasMessageContaining("in use by this process")
                        .hasMessageContaining("Stop that one first");
            }

            Traffic.with(first).send("t", "still here");
            assertThat(Traffic.with(first).read("t")).containsExactly("still here");
        }
    }

    @Test
    void folderHeldByAnotherProcessIsRefusedNamingIt() throws Exception {
        Process holder = LockHolder.start(dir.resolve("signalbox.lock"));
        try {
            Files.writeString(dir.resolve("signalbox.lock"), holder.pid() + "\n");

            assertThatThrownBy(() -> EmbeddedBroker.start(dir, 0))
                    .isInstanceOf(BrokerStartException.class)
                    .hasMessageContaining("in use by process " + holder.pid());
        } finally {
            kill(holder);
        }

        try (var broker = EmbeddedBroker.start(dir, 0)) {
            assertThat(broker.clusterId()).isNotBlank();
        }
    }

    @Test
    void folderOfAPlainKafkaIsRefusedBeforeItsLogIsOpened() throws Exception {
        Process kafka = LockHolder.start(dir.resolve(".lock"));
        try {
            assertThatThrownBy(() -> EmbeddedBroker.start(dir, 0))
                    .isInstanceOf(BrokerStartException.class)
                    .hasMessageContaining("in use by another Kafka broker");
            assertThat(dir.resolve("meta.properties")).doesNotExist();
        } finally {
            kill(kafka);
        }
    }

    @Test
    void fileWhereTheFolderShouldBeIsRefused() throws Exception {
        Path file = Files.writeString(dir.resolve("kafka"), "not a folder");

        assertThatThrownBy(() -> EmbeddedBroker.start(file, 0))
                .isInstanceOf(BrokerStartException.class)
                .hasMessageContaining(file + " is a file")
                .hasMessageContaining("may write to");
    }

    @Test
    void folderThatCannotBeWrittenIsRefused() {
        // Also root is refused here, which mode bits would not do.
        Path unwritable = Path.of("/proc/signalbox-kafka");

        assertThatThrownBy(() -> EmbeddedBroker.start(unwritable, 0))
                .isInstanceOf(BrokerStartException.class)
                .hasMessageContaining("Kafka's folder " + unwritable + " cannot be used")
                .hasMessageContaining("may write to");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "version=1\nnode.id=1\n", "cluster.id=\\uZZZZ\n"})
    void damagedIdentityIsNamedAndNotReplaced(String content) throws Exception {
        Path identity = Files.writeString(dir.resolve("meta.properties"), content);

        assertThatThrownBy(() -> EmbeddedBroker.start(dir, 0))
                .isInstanceOf(BrokerStartException.class)
                .hasMessageContaining(identity.toRealPath() + " is damaged")
                .hasMessageContaining("move the folder away");
        assertThat(identity).hasContent(content);
    }

    @Test
    void fatalFaultWhileStartingIsAnExceptionAndLeavesNothingBehind() throws Exception {
        int port = startedOnce();
        // Kafka meets this only after its threads run, and would halt the JVM.
        try (var log =
                FileChannel.open(
                        dir.resolve("__cluster_metadata-0/quorum-state"),
                        StandardOpenOption.WRITE,
                        StandardOpenOption.TRUNCATE_EXISTING)) {
            log.write(StandardCharsets.UTF_8.encode("{broken"));
        }

        assertThatThrownBy(() -> EmbeddedBroker.start(dir, port))
                .isInstanceOf(BrokerStartException.class)
                .hasMessageContaining("did not start on its folder " + dir.toRealPath())
                .hasMessageContaining("move it away");

        assertThat(threadsOf(port)).isEmpty();
        Files.delete(dir.resolve("__cluster_metadata-0/quorum-state"));
        try (var broker = EmbeddedBroker.start(dir, port)) {
            assertThat(Traffic.with(broker).clusterId()).isEqualTo(broker.clusterId());
        }
    }

    private int startedOnce() {
        try (var broker = EmbeddedBroker.start(dir, 0)) {
            return port(broker);
        }
    }

    private static void kill(Process process) throws InterruptedException, IOException {
        process.destroyForcibly();
        assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
    }
}
