package dev.signalbox.broker;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A Kafka broker in this JVM, on 127.0.0.1.
 *
 * <p>It keeps its data in one folder: topics, events, consumer offsets and the cluster's id are
 * there again when it starts on the same folder, also after the process was killed. There is no
 * authentication: whoever can open a connection on this machine can read and write.
 */
public final class EmbeddedBroker implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedBroker.class);
    private static final Duration START_AT_MOST = Duration.ofMinutes(3);
    private static final Duration STOP_AT_MOST = Duration.ofSeconds(60);

    private final BrokerDirectory directory;
    private final LoopbackSockets sockets;
    private final BrokerThreads threads;
    private final KafkaNode node;
    private final String bootstrapServers;
    private final AtomicBoolean closed = new AtomicBoolean();

    private EmbeddedBroker(BrokerDirectory directory, LoopbackSockets sockets) throws IOException {
        this.directory = directory;
        this.sockets = sockets;
        this.bootstrapServers = LoopbackSockets.HOST + ":" + sockets.clientPort();
        this.threads = new BrokerThreads("kafka-" + sockets.clientPort());
        this.node = KafkaNode.of(directory, sockets, threads);
    }

    /**
     * Starts a broker and returns when it serves clients.
     *
     * @param dir where it keeps its data; made where absent, with rights for its owner alone
     * @param port the port for clients, or 0 for a free one
     * @throws BrokerStartException when the port or the folder is in use or cannot be used, or
     *     Kafka refuses to start; nothing of it runs on then, and the JVM goes on
     */
    public static EmbeddedBroker start(Path dir, int port) {
        var directory = BrokerDirectory.claim(dir);
        try {
            var sockets = LoopbackSockets.bind(port);
            try {
                var broker = new EmbeddedBroker(directory, sockets);
                broker.awaitStart();
                return broker;
            } catch (BrokerStartException e) {
                sockets.close();
                throw e;
            } catch (IOException | RuntimeException e) {
                sockets.close();
                throw refused(directory, String.valueOf(e.getMessage()), e);
            }
        } catch (BrokerStartException e) {
            directory.close();
            throw e;
        }
    }

    /** Where clients connect: {@code 127.0.0.1:<port>}. */
    public String bootstrapServers() {
        return bootstrapServers;
    }

    /** The cluster's id, given to a folder once. */
    public String clusterId() {
        return directory.clusterId();
    }

    /**
     * Completes when a fatal fault (a full disk, say) has struck; never on an ordinary close.
     *
     * <p>A Kafka by itself would end its process here, and the owner may well do the same: from
     * then on the broker serves nothing reliably, and can only be closed.
     */
    public CompletionStage<BrokerFault> faulted() {
        return threads.fault().minimalCompletionStage();
    }

    /** Stops the broker, with everything acknowledged on disk. A second call does nothing. */
    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            stop();
            sockets.close();
            directory.close();
        }
    }

    private void awaitStart() {
        try {
            CompletableFuture.runAsync(this::startNode, threads)
                    .orTimeout(START_AT_MOST.toSeconds(), TimeUnit.SECONDS)
                    .join();
        } catch (CompletionException e) {
            stop();
            Throwable cause = e.getCause() == null ? e : e.getCause();
            BrokerFault fault = threads.fault().getNow(null);
            throw refused(
                    directory, fault == null ? String.valueOf(cause) : fault.message(), cause);
        }
    }

    private void startNode() {
        Thread starter = Thread.currentThread();
        // A fault on another of Kafka's threads would leave this one waiting for what never comes;
        // in this one it is thrown, and an interrupt would only disturb the cleaning up.
        faulted()
                .thenRun(
                        () -> {
                            if (Thread.currentThread() != starter) {
                                starter.interrupt();
                            }
                        });
        node.start();
        BrokerFault fault = threads.fault().getNow(null);
        if (fault != null) {
            throw new IllegalStateException(fault.message(), fault.cause());
        }
    }

    private void stop() {
        // A sound broker hands over first; a broken one has nobody that would answer.
        Duration patience = Duration.ofSeconds(threads.fault().isDone() ? 1 : 20);
        try {
            CompletableFuture.runAsync(() -> node.stop(patience), threads)
                    .orTimeout(STOP_AT_MOST.toSeconds(), TimeUnit.SECONDS)
                    .join();
        } catch (CompletionException e) {
            LOG.warn("Kafka in {} did not stop in order; the next start recovers", directory, e);
        }
    }

    private static BrokerStartException refused(BrokerDirectory dir, String why, Throwable cause) {
        return new BrokerStartException(
                "Kafka did not start on its folder "
                        + dir
                        + ": "
                        + why
                        + ". Free space or repair the folder and start again; if it is beyond"
                        + " repair, move it away to start with an empty broker.",
                cause);
    }
}
