package dev.signalbox.audit.messaging;

import dev.signalbox.audit.store.PositionStore;
import dev.signalbox.runtime.inbox.Inbox;
import dev.signalbox.runtime.inbox.ReceivedRecord;
import java.util.HashMap;
import java.util.List;
import org.apache.kafka.common.TopicPartition;

/** Takes batches into the trail and notes how far it got. */
public final class TrailWriter {

    private final Inbox inbox;
    private final PositionStore positions;

    public TrailWriter(Inbox inbox, PositionStore positions) {
        this.inbox = inbox;
        this.positions = positions;
    }

    public void accept(List<ReceivedRecord> batch) throws InterruptedException {
        inbox.accept(batch);
        var next = new HashMap<TopicPartition, Long>();
        for (var record : batch) {
            next.put(AuditHandler.partition(record), record.offset() + 1);
        }
        positions.advance(next);
    }
}
