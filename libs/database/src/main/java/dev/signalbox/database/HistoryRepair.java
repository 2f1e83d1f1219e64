package dev.signalbox.database;

import dev.signalbox.sql.Checksum;
import org.jspecify.annotations.Nullable;

/**
 * A checksum of an applied migration, put right.
 *
 * @param recorded what the ledger must have for this to be what was meant
 */
public record HistoryRepair(
        String migrationId,
        Checksum recorded,
        Checksum checksum,
        @Nullable Checksum rawChecksum,
        @Nullable String reason,
        RunContext context) {}
