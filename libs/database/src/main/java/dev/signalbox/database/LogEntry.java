package dev.signalbox.database;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A row of {@code _migration_audit_log}. */
public record LogEntry(
        Instant at,
        String action,
        @Nullable String migrationId,
        @Nullable String runId,
        @Nullable String actor,
        @Nullable String executor,
        long epoch,
        @Nullable String details) {}
