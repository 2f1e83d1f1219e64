package dev.signalbox.backup.work;

import dev.signalbox.events.SnapshotId;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** How far the snapshots are that are being taken. */
public final class RunningSnapshots {

    private final Map<SnapshotId, Pages> pages = new ConcurrentHashMap<>();

    /** Pages of the database. */
    public record Pages(long done, long total) {}

    public Optional<Pages> of(SnapshotId snapshot) {
        return Optional.ofNullable(pages.get(snapshot));
    }

    void at(SnapshotId snapshot, long done, long total) {
        pages.put(snapshot, new Pages(done, total));
    }

    void ended(SnapshotId snapshot) {
        pages.remove(snapshot);
    }
}
