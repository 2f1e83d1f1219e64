package dev.signalbox.audit.store;

import dev.signalbox.runtime.store.Store;
import dev.signalbox.runtime.store.Transaction;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/**
 * How far each partition was read into the trail. An entry's position is written with it; ticks and
 * redelivered events leave no entry, and only their batch's end is written after them.
 */
public final class PositionStore {

    private final Store store;

    public PositionStore(Store store) {
        this.store = store;
    }

    /** Every offset below {@code next} was dealt with. */
    public void advance(Transaction tx, TopicPartition partition, long next) {
        // Not the greater of the two: a topic that was made anew counts from 0 again.
        tx.update(
                "INSERT INTO trail_position (topic, record_partition, next_offset)"
                        + " VALUES (?, ?, ?) ON CONFLICT (topic, record_partition)"
                        + " DO UPDATE SET next_offset = excluded.next_offset",
                partition.topic(),
                partition.partition(),
                next);
    }

    /** Advances those that are not there yet. */
    public void advance(Map<TopicPartition, Long> next) {
        var known = all();
        var behind = new HashMap<>(next);
        behind.entrySet().removeIf(entry -> entry.getValue().equals(known.get(entry.getKey())));
        if (!behind.isEmpty()) {
            store.change(
                    tx -> behind.forEach((partition, offset) -> advance(tx, partition, offset)));
        }
    }

    /** The next offset to be read, by partition. */
    public Map<TopicPartition, Long> all() {
        record Position(TopicPartition partition, long next) {}
        List<Position> positions =
                store.read(
                        tx ->
                                tx.query(
                                        "SELECT topic, record_partition, next_offset FROM"
                                                + " trail_position",
                                        row ->
                                                new Position(
                                                        new TopicPartition(
                                                                row.text("topic"),
                                                                row.integer("record_partition")),
                                                        row.number("next_offset"))));
        var all = new HashMap<TopicPartition, Long>();
        positions.forEach(position -> all.put(position.partition(), position.next()));
        return all;
    }
}
