package dev.signalbox.database;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A way back that was taken, as its row in {@code _migration_rollback_history} says. */
public record PastRollback(
        String migrationId,
        String version,
        String status,
        String how,
        @Nullable String reason,
        Instant at,
        @Nullable String error,
        @Nullable String planId,
        @Nullable String actor) {}
