package dev.signalbox.events;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where the database should be; on the wire an object of one member, named after the goal. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, include = JsonTypeInfo.As.WRAPPER_OBJECT)
@JsonSubTypes({
    @JsonSubTypes.Type(value = Goal.MigrateTo.class, name = "migrateTo"),
    @JsonSubTypes.Type(value = Goal.RevertTo.class, name = "revertTo"),
    @JsonSubTypes.Type(value = Goal.RestoreTo.class, name = "restoreTo"),
    @JsonSubTypes.Type(value = Goal.Repair.class, name = "repair"),
    @JsonSubTypes.Type(value = Goal.MarkApplied.class, name = "markApplied"),
    @JsonSubTypes.Type(value = Goal.Tag.class, name = "tag"),
    @JsonSubTypes.Type(value = Goal.Release.class, name = "release"),
    @JsonSubTypes.Type(value = Goal.Adopt.class, name = "adopt"),
    @JsonSubTypes.Type(value = Goal.Transform.class, name = "transform")
})
public sealed interface Goal {

    String LATEST = "latest";

    /**
     * Forward to a version.
     *
     * @param version a version, a file's stem, {@code latest}, or else a tag
     */
    record MigrateTo(@JsonValue String version) implements Goal {

        @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
        public MigrateTo {
            if (version.isBlank()) {
                throw new IllegalArgumentException("The version to migrate to is empty");
            }
        }
    }

    /**
     * Back to an earlier state, by DOWN sections; exactly one of the three is given.
     *
     * @param version the version to be at afterwards, or a file's stem; {@code 0} undoes all
     * @param steps how many migrations to undo, the last applied first
     * @param tag the tagged version to be at afterwards
     */
    record RevertTo(@Nullable String version, @Nullable Integer steps, @Nullable String tag)
            implements Goal {

        /** The version of a database without migrations. */
        public static final String NOTHING = "0";

        public RevertTo {
            var given = (version == null ? 0 : 1) + (steps == null ? 0 : 1) + (tag == null ? 0 : 1);
            if (given != 1) {
                throw new IllegalArgumentException(
                        "A way back goes to one of version, steps or tag; " + given + " are given");
            }
            if (steps != null && steps < 1) {
                throw new IllegalArgumentException("At least 1 step is undone, not " + steps);
            }
        }

        public static RevertTo ofSteps(int steps) {
            return new RevertTo(null, steps, null);
        }

        public static RevertTo ofVersion(String version) {
            return new RevertTo(version, null, null);
        }
    }

    /**
     * The state that a snapshot holds; exactly one of the two is given.
     *
     * @param snapshot its id, or {@code latest}
     * @param file a database file on the backup service's host
     */
    record RestoreTo(@Nullable String snapshot, @Nullable String file) implements Goal {

        public RestoreTo {
            if ((snapshot == null) == (file == null)) {
                throw new IllegalArgumentException(
                        "A restore is from one of snapshot or file, not from none or both");
            }
        }
    }

    /**
     * The ledger's checksums as the files have them now.
     *
     * @param migration a version or a file's stem; all that differ, if absent
     */
    record Repair(@Nullable String migration) implements Goal {}

    /**
     * A migration that somebody carried out by hand, on record as applied.
     *
     * @param assertion a query whose first value must be true (not null, not 0) in the very
     *     transaction that puts it on record
     */
    record MarkApplied(String version, @Nullable String assertion) implements Goal {

        public MarkApplied {
            if (version.isBlank()) {
                throw new IllegalArgumentException("The version to mark as applied is empty");
            }
        }
    }

    /**
     * A word by which a version in force is known from now on.
     *
     * @param version a version, a migration's id, or {@code latest} for the one in force
     */
    record Tag(String version, String tag) implements Goal {

        public Tag {
            if (version.isBlank() || tag.isBlank()) {
                throw new IllegalArgumentException("A tag names a version, and neither is empty");
            }
        }
    }

    /**
     * A version in force that is a release, with its name, the time and the actor.
     *
     * @param version a version, a migration's id, a tag, or {@code latest} for the one in force
     */
    record Release(String version, String name) implements Goal {

        public Release {
            if (version.isBlank() || name.isBlank()) {
                throw new IllegalArgumentException(
                        "A release names a version, and neither is empty");
            }
        }
    }

    /**
     * What another tool applied, on record as applied; at most one of the two is given.
     *
     * @param from the tool, or the table that holds its history; absent where there is one history
     * @param baseline a version, or a file's stem: there is no history, and the database is what
     *     everything up to it makes
     */
    record Adopt(@Nullable String from, @Nullable String baseline) implements Goal {

        public Adopt {
            if (from != null && baseline != null) {
                throw new IllegalArgumentException(
                        "An adoption is from a history or of a baseline, not of both");
            }
            if ((from != null && from.isBlank()) || (baseline != null && baseline.isBlank())) {
                throw new IllegalArgumentException(
                        "What is adopted has a name that is not empty, or none");
            }
        }
    }

    /**
     * Rows transformed by rules of the project, without a migration.
     *
     * @param rules ids, in the order in which they run; empty for all that run on demand
     * @param undo what they wrote is taken back, the last first
     */
    record Transform(List<String> rules, @Nullable Boolean undo) implements Goal {

        public Transform {
            rules = rules == null ? List.of() : List.copyOf(rules);
            if (rules.stream().anyMatch(String::isBlank)) {
                throw new IllegalArgumentException("The id of a rule to run is empty");
            }
        }

        public boolean takesBack() {
            return Boolean.TRUE.equals(undo);
        }
    }

    static Goal latest() {
        return new MigrateTo(LATEST);
    }
}
