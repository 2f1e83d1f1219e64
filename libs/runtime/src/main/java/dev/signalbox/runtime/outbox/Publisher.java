package dev.signalbox.runtime.outbox;

import dev.signalbox.events.codec.KafkaEvent;
import java.util.concurrent.CompletableFuture;

/** Writes records to Kafka. */
public interface Publisher extends AutoCloseable {

    /**
     * Completes when every in-sync replica has the record; exceptionally when that is unknown.
     * Records of one key arrive in the order of the calls, and none arrives after one before it
     * that failed, unless it was sent when that failure was known.
     */
    CompletableFuture<Void> send(KafkaEvent event);

    @Override
    void close();
}
