package dev.signalbox.events;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
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

    /**
     * A copy of a snapshot lies ready, checked against its manifest: checksum, integrity,
     * fingerprint and rows.
     *
     * @param file the copy, absolute; whoever restores it removes it
     * @param rows per table, counted in the copy
     */
    record RestoreStaged(
            DatabaseId database,
            PlanId plan,
            @Nullable SnapshotId snapshot,
            String file,
            String fingerprint,
            @Nullable String version,
            Map<String, Long> rows)
            implements BackupEvent {

        public RestoreStaged {
            rows = Collections.unmodifiableMap(new TreeMap<>(rows));
        }
    }

    /** The snapshot cannot be restored: it is damaged, missing, or not what the plan says. */
    record RestoreFailed(
            DatabaseId database, PlanId plan, @Nullable SnapshotId snapshot, Finding finding)
            implements BackupEvent {}
}
