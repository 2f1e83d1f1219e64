package dev.signalbox.database.foreign;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a history says of one migration that is in force, or was left half done.
 *
 * @param version null where the tool knows it by its name alone
 * @param name empty where the tool knows it by its version alone
 * @param checksum null where there is none, or none whose algorithm is known
 * @param appliedAt null where the tool does not write it down
 */
public record ForeignEntry(
        Kind kind,
        @Nullable String version,
        String name,
        @Nullable ForeignChecksum checksum,
        @Nullable Instant appliedAt,
        @Nullable Duration duration,
        @Nullable String appliedBy) {

    /** What an entry vouches for. */
    public enum Kind {
        /** This migration. */
        APPLIED,
        /** Every migration up to this one, which has a file. */
        APPLIED_UP_TO,
        /**
         * All that was before the tool came: every version up to this one, with or without file.
         */
        BASELINE,
        /** It began and failed, or nobody knows how it ended. */
        HALF_DONE
    }

    /** What a person knows it by. */
    public String label() {
        if (version == null) {
            return name;
        }
        return name.isEmpty() ? version : version + " " + name;
    }

    static ForeignEntry of(Kind kind, @Nullable String version, @Nullable String name) {
        return new ForeignEntry(
                kind, version, Objects.requireNonNullElse(name, ""), null, null, null, null);
    }

    ForeignEntry at(@Nullable Instant time) {
        return new ForeignEntry(kind, version, name, checksum, time, duration, appliedBy);
    }

    ForeignEntry within(@Nullable Duration length) {
        return new ForeignEntry(kind, version, name, checksum, appliedAt, length, appliedBy);
    }

    ForeignEntry by(@Nullable String who) {
        return new ForeignEntry(kind, version, name, checksum, appliedAt, duration, who);
    }

    ForeignEntry with(@Nullable ForeignChecksum sum) {
        return new ForeignEntry(kind, version, name, sum, appliedAt, duration, appliedBy);
    }
}
