package dev.signalbox.database;

import org.jspecify.annotations.Nullable;

/** On whose behalf a migration is applied; goes into the ledger as it is. */
public record RunContext(
        @Nullable String planId,
        @Nullable String planHash,
        @Nullable String runId,
        @Nullable String actor,
        String executor) {}
