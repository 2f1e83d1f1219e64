package dev.signalbox.audit.messaging;

import dev.signalbox.runtime.inbox.ReceivedRecord;
import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** A poll's records at a time; returning acknowledges them. */
@ApplicationScoped
class AuditChannel {

    private final TrailWriter writer;

    @Inject
    AuditChannel(TrailWriter writer) {
        this.writer = writer;
    }

    @Incoming("audit-in")
    @Blocking("audit-inbox")
    void receive(ConsumerRecords<byte[], byte[]> batch) throws InterruptedException {
        var records = new ArrayList<ReceivedRecord>(batch.count());
        batch.forEach(record -> records.add(ReceivedRecord.of(record)));
        writer.accept(records);
    }
}
