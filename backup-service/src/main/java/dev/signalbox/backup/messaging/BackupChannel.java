package dev.signalbox.backup.messaging;

import dev.signalbox.runtime.inbox.Inbox;
import dev.signalbox.runtime.inbox.ReceivedRecord;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** A poll's records at a time; returning acknowledges them. */
@ApplicationScoped
class BackupChannel {

    private final Inbox inbox;

    @Inject
    BackupChannel(@Identifier("backup") Inbox inbox) {
        this.inbox = inbox;
    }

    @Incoming("backup-in")
    @Blocking("backup-inbox")
    void receive(ConsumerRecords<byte[], byte[]> batch) throws InterruptedException {
        var records = new ArrayList<ReceivedRecord>(batch.count());
        batch.forEach(record -> records.add(ReceivedRecord.of(record)));
        inbox.accept(records);
    }
}
