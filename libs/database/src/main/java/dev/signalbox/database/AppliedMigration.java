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
        @Nullable String actor) {}
