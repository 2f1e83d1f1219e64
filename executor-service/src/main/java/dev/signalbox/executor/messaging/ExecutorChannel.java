package dev.signalbox.executor.messaging;

import dev.signalbox.runtime.inbox.Inbox;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** A poll's records at a time; returning acknowledges them. */
@ApplicationScoped
class ExecutorChannel {

    private final Inbox inbox;

    @Inject
    ExecutorChannel(@Identifier("executor") Inbox inbox) {
        this.inbox = inbox;
    }

    @Incoming("executor-in")
    @Blocking("executor-inbox")
    void receive(ConsumerRecords<byte[], byte[]> batch) throws InterruptedException {
        inbox.accept(batch);
    }
}
