package dev.signalbox.broker;

import java.nio.file.Path;
import java.util.Properties;

/**
 * Kafka's configuration for a broker that shares its JVM and its machine.
 *
 * <p>Kafka's defaults are for a server of its own: the sizes below save about 165 MB of memory and
 * half of the time to start, at no cost for the few events a second that one machine sees.
 */
final class BrokerSettings {
    static final int NODE_ID = 1;

    private BrokerSettings() {}

    static Properties of(Path dir, int clientPort, int controllerPort) {
        var settings = new Properties();
        identity(settings, dir, clientPort, controllerPort);
        alone(settings);
        small(settings);
        lasting(settings);
        return settings;
    }

    private static void identity(Properties p, Path dir, int clientPort, int controllerPort) {
        String clients = LoopbackSockets.CLIENTS + "://" + LoopbackSockets.HOST + ":" + clientPort;
        String controller = LoopbackSockets.HOST + ":" + controllerPort;
        p.put("process.roles", "broker,controller");
        p.put("node.id", String.valueOf(NODE_ID));
        p.put("controller.quorum.voters", NODE_ID + "@" + controller);
        p.put("listeners", clients + "," + LoopbackSockets.CONTROLLER + "://" + controller);
        p.put("advertised.listeners", clients);
        p.put("controller.listener.names", LoopbackSockets.CONTROLLER);
        p.put("inter.broker.listener.name", LoopbackSockets.CLIENTS);
        p.put("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
        p.put("log.dirs", dir.toString());
        // Topics come from whoever owns them; a misspelt name must not become one.
        p.put("auto.create.topics.enable", "false");
    }

    /** There is no second broker: nothing to copy to, nobody to wait for. */
    private static void alone(Properties p) {
        p.put("offsets.topic.replication.factor", "1");
        p.put("offsets.topic.num.partitions", "1");
        p.put("transaction.state.log.replication.factor", "1");
        p.put("transaction.state.log.min.isr", "1");
        p.put("transaction.state.log.num.partitions", "1");
        p.put("share.coordinator.state.topic.replication.factor", "1");
        p.put("share.coordinator.state.topic.min.isr", "1");
        p.put("share.coordinator.state.topic.num.partitions", "1");
        p.put("group.initial.rebalance.delay.ms", "0");
        p.put("controlled.shutdown.max.retries", "1");
        p.put("num.replica.fetchers", "1");
        // After a kill the controller waits this long for the one that was killed; and a pause of
        // this length costs clients one retry.
        p.put("broker.session.timeout.ms", "1500");
        p.put("broker.heartbeat.interval.ms", "500");
    }

    private static void small(Properties p) {
        p.put("num.network.threads", "1");
        p.put("num.io.threads", "2");
        p.put("background.threads", "2");
        p.put("group.coordinator.threads", "1");
        p.put("share.coordinator.threads", "1");
        p.put("queued.max.requests", "64");
        p.put("socket.send.buffer.bytes", "-1");
        p.put("socket.receive.buffer.bytes", "-1");
        p.put("log.cleaner.threads", "1");
        p.put("log.cleaner.dedupe.buffer.size", "4194304");
        p.put("log.cleaner.io.buffer.size", "131072");
        p.put("log.index.size.max.bytes", "1048576");
    }

    private static void lasting(Properties p) {
        // After a kill only what follows the last flush is read again: small segments, and a flush
        // a second (nothing is done where nothing was written), keep that short. The same flush
        // bounds what a power cut can take.
        p.put("log.segment.bytes", "67108864");
        p.put("log.flush.interval.ms", "1000");
        p.put("log.flush.scheduler.interval.ms", "1000");
        p.put("log.flush.offset.checkpoint.interval.ms", "5000");
        p.put("num.recovery.threads.per.data.dir", "2");
        p.put("producer.id.expiration.ms", "86400000");
        p.put("server.max.startup.time.ms", "120000");
    }
}
