package dev.signalbox.system.crash;

import dev.signalbox.database.failpoint.FailPoints;
import dev.signalbox.events.codec.KafkaEvent;
import dev.signalbox.runtime.outbox.Publisher;
import java.util.concurrent.CompletableFuture;

/** Boundaries before an event is sent, and between its acknowledgement and what follows from it. */
final class CrashingPublisher implements Publisher {

    private final String service;
    private final Broker broker;
    private final FailPoints failPoints;

    CrashingPublisher(String service, Broker broker, FailPoints failPoints) {
        this.service = service;
        this.broker = broker;
        this.failPoints = failPoints;
    }

    @Override
    public CompletableFuture<Void> send(KafkaEvent event) {
        if (isTick(event)) {
            return CompletableFuture.completedFuture(null);
        }
        failPoints.hit(service + ".relay.before-send");
        broker.send(event);
        failPoints.hit(service + ".relay.after-send");
        return CompletableFuture.completedFuture(null);
    }

    /** Ticks come by the clock: with them, no two runs would pass the same boundaries. */
    private static boolean isTick(KafkaEvent event) {
        return event.headers().getOrDefault("ce_type", "").contains(".progressed.");
    }

    @Override
    public void close() {}
}
