package dev.signalbox.database.sqlite;

import java.time.Duration;

/**
 * How a snapshot shares the file with writers.
 *
 * @param pagesAStep copied between two moments at which a writer may commit (rollback journal only)
 * @param restarts how often a writer's commit may make the copy start over, before writers are kept
 *     out until it is done (rollback journal only)
 * @param patience for a locked source
 */
public record SnapshotPolicy(int pagesAStep, int restarts, Duration patience) {

    public static final SnapshotPolicy DEFAULT =
            new SnapshotPolicy(1_000, 3, Duration.ofSeconds(10));

    public SnapshotPolicy {
        if (pagesAStep < 1 || restarts < 0 || patience.isNegative()) {
            throw new IllegalArgumentException(
                    "Steps have pages, and nothing is negative: "
                            + pagesAStep
                            + ", "
                            + restarts
                            + ", "
                            + patience);
        }
    }
}
