package dev.signalbox.broker;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import kafka.server.BrokerServer;
import kafka.server.ControllerServer;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.server.Server;
import kafka.server.SharedServer;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.raft.QuorumConfig;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Kafka's broker and controller, put together as {@code KafkaRaftServer} does, with two parts of
 * our own: the sockets, and the handlers of fatal faults.
 */
final class KafkaNode {
    private static final Logger LOG = LoggerFactory.getLogger(KafkaNode.class);

    private final SharedServer shared;
    private final ControllerServer controller;
    private final BrokerServer broker;

    private KafkaNode(SharedServer shared, ControllerServer controller) {
        this.shared = shared;
        this.controller = controller;
        this.broker = new BrokerServer(shared);
    }

    static KafkaNode of(BrokerDirectory dir, LoopbackSockets sockets, BrokerThreads threads)
            throws IOException {
        var config =
                new KafkaConfig(
                        BrokerSettings.of(
                                dir.path(), sockets.clientPort(), sockets.controllerPort()),
                        false);
        var formatted = KafkaRaftServer.initializeLogDirs(config, LOG, "");
        var shared =
                new SharedServer(
                        config,
                        formatted._1(),
                        Time.SYSTEM,
                        Server.initializeMetrics(config, Time.SYSTEM, dir.clusterId()),
                        CompletableFuture.completedFuture(
                                QuorumConfig.parseVoterConnections(config.quorumConfig().voters())),
                        List.of(),
                        threads,
                        sockets);
        return new KafkaNode(
                shared,
                new ControllerServer(shared, KafkaRaftServer.configSchema(), formatted._2()));
    }

    /** Returns when clients are served. */
    void start() {
        // The broker registers with the controller, so that one is first.
        controller.startup();
        broker.startup();
    }

    /** Stops what runs, also after half a start. */
    void stop(Duration patience) {
        try {
            broker.shutdown(patience);
            broker.awaitShutdown();
        } finally {
            controller.shutdown();
            controller.awaitShutdown();
            // Where the shared part failed half-way through its own start, its threads still run.
            shared.ensureNotRaftLeader();
        }
    }
}
