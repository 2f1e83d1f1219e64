package dev.signalbox.database;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A snapshot as the ledger remembers it.
 *
 * @param location where the snapshot store has it; holds no secret
 */
public record BackupRecord(
        String backupId,
        String status,
        @Nullable String location,
        long bytes,
        @Nullable String sha256,
        @Nullable String planId,
        Instant createdAt) {}
