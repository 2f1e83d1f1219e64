package dev.signalbox.database;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a version in force is known by.
 *
 * @param historyId of the migration that led to it
 * @param release its name; null when the version is none
 * @param releasedAt null when the version is no release
 * @param releasedBy null when the version is no release, or nobody is on record
 */
public record VersionLabel(
        long historyId,
        String version,
        @Nullable String tag,
        @Nullable String release,
        @Nullable Instant releasedAt,
        @Nullable String releasedBy) {}
