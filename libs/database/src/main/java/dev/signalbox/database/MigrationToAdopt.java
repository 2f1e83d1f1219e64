package dev.signalbox.database;

import dev.signalbox.sql.Checksum;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A migration that is in force, though Signalbox did not apply it.
 *
 * @param id what makes it the same migration, on every database
 * @param checksum {@link AppliedMigration#BASELINE} for all that was before a version, which has no
 *     file
 * @param from whose word it is that it is in force, for the log
 * @param appliedAt null when nobody knows: it then counts as applied when it is adopted
 * @param duration null when nobody knows
 * @param appliedBy null when nobody knows
 */
public record MigrationToAdopt(
        String id,
        String name,
        String version,
        Checksum checksum,
        @Nullable Checksum rawChecksum,
        String from,
        @Nullable Instant appliedAt,
        @Nullable Duration duration,
        @Nullable String appliedBy,
        RunContext context) {

    public MigrationToAdopt {
        if (id.isBlank() || version.isBlank()) {
            throw new IllegalArgumentException("A migration has an id and a version");
        }
    }
}
