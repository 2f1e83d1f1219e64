package dev.signalbox.backup.domain;

import dev.signalbox.events.BackupEvent;
import dev.signalbox.events.BackupEvent.SnapshotCompleted;
import dev.signalbox.events.BackupEvent.SnapshotFailed;
import dev.signalbox.events.BackupEvent.SnapshotStarted;
import dev.signalbox.events.DatabaseId;
import dev.signalbox.events.Finding;
import dev.signalbox.events.Manifest;
import dev.signalbox.events.PlanId;
import dev.signalbox.events.SnapshotId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A snapshot that is wanted: {@code PENDING → RUNNING → COMPLETED | FAILED}. */
public sealed interface SnapshotJob {

    Header header();

    /**
     * What stays the same.
     *
     * @param plan the plan whose run waits for it; absent when an operator asked
     * @param reason the operator's
     */
    record Header(
            SnapshotId snapshot,
            DatabaseId database,
            @Nullable PlanId plan,
            @Nullable String reason,
            Instant requestedAt) {}

    /** A job's next state and the event that tells of it. */
    record Transition(SnapshotJob next, BackupEvent event) {}

    static Pending request(Header header) {
        return new Pending(header);
    }

    record Pending(Header header) implements SnapshotJob {

        public Transition start(Instant now) {
            return new Transition(
                    new Running(header, now),
                    new SnapshotStarted(header.snapshot(), header.database(), header.plan()));
        }
    }

    /** Under way; after a crash it is taken up again under the same snapshot id. */
    record Running(Header header, Instant startedAt) implements SnapshotJob {

        /**
         * @throws IllegalArgumentException when the manifest is of another snapshot
         */
        public Transition complete(Manifest manifest) {
            if (!manifest.snapshot().equals(header.snapshot())) {
                throw new IllegalArgumentException(
                        "The manifest of snapshot %s does not complete %s"
                                .formatted(manifest.snapshot(), header.snapshot()));
            }
            return new Transition(
                    new Completed(header, manifest),
                    new SnapshotCompleted(
                            header.snapshot(), header.database(), header.plan(), manifest));
        }

        public Transition fail(Finding finding) {
            return new Transition(
                    new Failed(header, finding),
                    new SnapshotFailed(
                            header.snapshot(), header.database(), header.plan(), finding));
        }
    }

    record Completed(Header header, Manifest manifest) implements SnapshotJob {}

    record Failed(Header header, Finding finding) implements SnapshotJob {}
}
