package dev.signalbox.database;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A migration that was tried and rolled back, as its history row says. */
public record FailedMigration(String migrationId, Instant at, @Nullable String error) {}
