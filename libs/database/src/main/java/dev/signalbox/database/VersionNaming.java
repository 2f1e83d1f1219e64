package dev.signalbox.database;

import org.jspecify.annotations.Nullable;

/**
 * A name for a version in force.
 *
 * @param version as the ledger has it
 * @param movedFrom the version that must have the name for this to be what was meant; null when
 *     none must
 * @param replaces the name of the same kind that the version must have; null when it must have none
 */
public record VersionNaming(
        Kind kind,
        String version,
        String name,
        @Nullable String movedFrom,
        @Nullable String replaces,
        @Nullable String reason,
        RunContext context) {

    public enum Kind {
        TAG,
        RELEASE
    }
}
