package dev.signalbox.runtime.outbox;

import dev.signalbox.events.codec.KafkaEvent;
import java.util.concurrent.CompletableFuture;

/** Writes records to Kafka. */
public interface Publisher extends AutoCloseable {

    /** Completes when every in-sync replica has the record; exceptionally when that is unknown. */
    CompletableFuture<Void> send(KafkaEvent event);

    @Override
    void close();
}
