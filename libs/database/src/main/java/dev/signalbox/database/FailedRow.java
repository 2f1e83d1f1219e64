package dev.signalbox.database;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A row that could not be transformed.
 *
 * @param key as a JSON array
 * @param row its columns, as a JSON object; of long values the beginning
 */
public record FailedRow(
        String rule, @Nullable String runId, String key, String reason, String row, Instant at) {}
