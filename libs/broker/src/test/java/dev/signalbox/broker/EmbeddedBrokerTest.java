package dev.signalbox.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedBrokerTest {
    @TempDir Path dir;

    @Test
    void restartOnTheSameFolderAndPortKeepsEventsAndClusterId() throws Exception {
        int port;
        String clusterId;
        try (var broker = EmbeddedBroker.start(dir.resolve("kafka"), 0)) {
            port = port(broker);
            clusterId = broker.clusterId();
            Traffic.with(broker).createTopic("requests", 3);
            Traffic.with(broker).createTopic("facts", 1);
            Traffic.with(broker).send("facts", "first");
        }

        try (var again = EmbeddedBroker.start(dir.resolve("kafka"), port)) {
            Traffic.with(again).send("facts", "second");

            assertThat(again.bootstrapServers()).isEqualTo("127.0.0.1:" + port);
            assertThat(again.clusterId()).isEqualTo(clusterId);
            assertThat(Traffic.with(again).clusterId()).isEqualTo(clusterId);
            assertThat(Traffic.with(again).read("facts")).containsExactly("first", "second");
        }
    }

    @Test
    void closingTwiceIsClosingOnceAndLeavesNoThreadAndNoPort() throws Exception {
        var broker = EmbeddedBroker.start(dir, 0);
        int port = port(broker);

        broker.close();
        broker.close();

        assertThat(threadsOf(port)).isEmpty();
        try (var socket = new Socket()) {
            assertThatThrownBy(() -> socket.connect(new InetSocketAddress("127.0.0.1", port), 500))
                    .isInstanceOf(SocketException.class);
        }
        assertThat(broker.faulted().toCompletableFuture()).isNotDone();
    }

    @Test
    void onlyTheLoopbackAddressListens() throws Exception {
        try (var broker = EmbeddedBroker.start(dir, 0);
                var socket = new Socket()) {
            var outside =
                    NetworkInterface.networkInterfaces()
                            .flatMap(NetworkInterface::inetAddresses)
                            .filter(a -> !a.isLoopbackAddress() && !a.isLinkLocalAddress())
                            .map(a -> new InetSocketAddress(a, port(broker)))
                            .findFirst()
                            .orElse(new InetSocketAddress("127.0.0.2", port(broker)));

            assertThatThrownBy(() -> socket.connect(outside, 2000)).isInstanceOf(IOException.class);
        }
    }

    @Test
    void misspeltTopicIsAnErrorAndNotANewTopic() throws Exception {
        try (var broker = EmbeddedBroker.start(dir, 0)) {
            Traffic.with(broker).createTopic("requests", 1);

            assertThatThrownBy(() -> Traffic.with(broker).partitions("requets"))
                    .isInstanceOf(TimeoutException.class);
            assertThat(Traffic.with(broker).topics()).containsExactly("requests");
        }
    }

    @Test
    void folderIsForItsOwnerAlone() throws Exception {
        try (var broker = EmbeddedBroker.start(dir.resolve("a/b"), 0)) {
            assertThat(broker.clusterId()).isNotBlank();
            assertThat(
                            PosixFilePermissions.toString(
                                    Files.getPosixFilePermissions(dir.resolve("a/b"))))
                    .isEqualTo("rwx------");
        }
    }

    @Test
    void twoBrokersRunSideBySide() throws Exception {
        try (var one = EmbeddedBroker.start(dir.resolve("one"), 0);
                var two = EmbeddedBroker.start(dir.resolve("two"), 0)) {
            Traffic.with(one).createTopic("t", 1);
            Traffic.with(two).createTopic("t", 1);
            Traffic.with(one).send("t", "from one");

            assertThat(Traffic.with(one).read("t")).containsExactly("from one");
            assertThat(Traffic.with(two).read("t")).isEmpty();
            assertThat(one.clusterId()).isNotEqualTo(two.clusterId());
        }
    }

    @Test
    void nothingIsPrinted() throws Exception {
        var printed = new ByteArrayOutputStream();
        PrintStream before = System.out;
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try (var broker = EmbeddedBroker.start(dir, 0)) {
            Traffic.with(broker).createTopic("t", 1);
        } finally {
            System.setOut(before);
        }

        assertThat(printed.toString(StandardCharsets.UTF_8)).isEmpty();
    }

    static int port(EmbeddedBroker broker) {
        String address = broker.bootstrapServers();
        return Integer.parseInt(address.substring(address.indexOf(':') + 1));
    }

    /** The names of the broker's threads that do not end by themselves at once. */
    static List<String> threadsOf(int port) throws InterruptedException {
        var living = new ArrayList<String>();
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (belongsTo("kafka-" + port, thread.getThreadGroup())
                    && !thread.join(Duration.ofSeconds(5))) {
                living.add(thread.getName());
            }
        }
        return living;
    }

    private static boolean belongsTo(String name, @Nullable ThreadGroup group) {
        return group != null
                && (group.getName().equals(name) || belongsTo(name, group.getParent()));
    }
}
