package dev.signalbox.database;

import dev.signalbox.sql.Checksum;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A migration that is in force on a database, as its history row says.
 *
 * @param historyId orders rows by when they were committed
 * @param rawChecksum over the file's bytes, or null when none was recorded
 */
public record AppliedMigration(
        long historyId,
        String migrationId,
        String name,
        String version,
        Instant appliedAt,
        Duration duration,
        Checksum checksum,
        @Nullable Checksum rawChecksum,
        long epoch,
        @Nullable String planId,
        @Nullable String runId,
        @Nullable String actor) {

    /** In place of a checksum, for a row that stands for all that was before its version. */
    public static final Checksum BASELINE = new Checksum("baseline", "none");

    /** It has no file: files of its version and of lower ones are not run. */
    public boolean isBaseline() {
        return checksum.algorithm().equals(BASELINE.algorithm());
    }
}
