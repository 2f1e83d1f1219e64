package dev.signalbox.events;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the backup service says; written to {@link Topic#BACKUPS}. */
public sealed interface BackupEvent extends Event {

    /** A request that the backup service cannot meet. */
    record RequestRefused(DatabaseId database, EventId request, List<Finding> findings)
            implements BackupEvent {

        public RequestRefused {
            findings = List.copyOf(findings);
        }
    }

    /**
     * @param plan the plan whose run waits for it; absent when an operator asked
     */
    record SnapshotStarted(SnapshotId snapshot, DatabaseId database, @Nullable PlanId plan)
            implements BackupEvent {}

    /** A tick, in pages of the database. */
    record SnapshotProgressed(
            SnapshotId snapshot,
            DatabaseId database,
            @Nullable PlanId plan,
            long done,
            long total,
            double rate,
            @Nullable Duration eta)
            implements BackupEvent {

        @Override
        public boolean tick() {
            return true;
        }
    }

    record SnapshotCompleted(
            SnapshotId snapshot, DatabaseId database, @Nullable PlanId plan, Manifest manifest)
            implements BackupEvent {}

    record SnapshotFailed(
            SnapshotId snapshot, DatabaseId database, @Nullable PlanId plan, Finding finding)
            implements BackupEvent {}
}
