package dev.signalbox.backup.domain;

import dev.signalbox.events.DatabaseId;
import dev.signalbox.events.ExecutionEvent.RestoreNeeded;
import dev.signalbox.events.PlanId;
import dev.signalbox.events.RunId;
import dev.signalbox.events.SnapshotId;
import dev.signalbox.events.StepId;
import org.jspecify.annotations.Nullable;

/**
 * A copy of a snapshot, or of a file, that a run waits for.
 *
 * @param snapshot absent when a file is meant
 * @param sha256 that the copied file must have, in hex
 * @param asked how often it was asked for; an answer to an earlier question is none
 */
public record StagingJob(
        PlanId plan,
        RunId run,
        StepId step,
        DatabaseId database,
        @Nullable SnapshotId snapshot,
        @Nullable String file,
        String sha256,
        long asked) {

    public static StagingJob of(RestoreNeeded needed) {
        return new StagingJob(
                needed.plan(),
                needed.run(),
                needed.step(),
                needed.database(),
                needed.snapshot(),
                needed.file(),
                needed.sha256(),
                1);
    }
}
