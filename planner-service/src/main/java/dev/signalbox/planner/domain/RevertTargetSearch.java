package dev.signalbox.planner.domain;

import dev.signalbox.database.AppliedMigration;
import dev.signalbox.events.Finding;
import dev.signalbox.events.Goal;
import dev.signalbox.sql.migration.Migration;
import dev.signalbox.sql.migration.Version;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Finds what is meant by a number of steps, a version, a file's stem or a tag. */
final class RevertTargetSearch {

    private static final Set<String> NOTHING = Set.of(Goal.RevertTo.NOTHING, "none");

    private final Situation situation;
    private final Goal.RevertTo goal;
    private final List<AppliedMigration> applied;

    RevertTargetSearch(Situation situation, Goal.RevertTo goal) {
        this.situation = situation;
        this.goal = goal;
        this.applied = LedgerComparison.versioned(situation.ledger());
    }

    RevertTarget target() {
        var steps = goal.steps();
        if (steps != null) {
            return bySteps(steps);
        }
        if (goal.tag() != null) {
            return situation
                    .background()
                    .taggedVersion()
                    .map(this::byVersion)
                    .orElseGet(this::unknownTag);
        }
        var version = goal.version();
        return version == null ? new RevertTarget.Known(Set.of()) : byVersion(version);
    }

    private RevertTarget bySteps(int steps) {
        if (steps > applied.size() && !applied.isEmpty()) {
            return new RevertTarget.Unknown(
                    Finding.error(
                            "too-many-steps",
                            "goal.revertTo.steps",
                            "%d migrations should be undone, and %d are in force"
                                    .formatted(steps, applied.size()),
                            "Ask for at most %d, or for the version 0 to undo all."
                                    .formatted(applied.size())));
        }
        var from = Math.max(0, applied.size() - steps);
        return new RevertTarget.Known(ids(applied.subList(from, applied.size())));
    }

    private RevertTarget byVersion(String wanted) {
        if (NOTHING.contains(wanted)) {
            return new RevertTarget.Known(ids(applied));
        }
        return keptVersion(wanted)
                .<RevertTarget>map(kept -> new RevertTarget.Known(above(kept)))
                .orElseGet(() -> unknownVersion(wanted));
    }

    /** The version to be at afterwards must be one that was applied. */
    private Optional<Version> keptVersion(String wanted) {
        return applied.stream()
                .filter(a -> a.migrationId().equals(wanted) || sameVersion(a.version(), wanted))
                .findFirst()
                .flatMap(a -> Version.parse(a.version()));
    }

    /** What the target itself depends on stays, though its version be higher. */
    private Set<String> above(Version target) {
        var above = ids(applied.stream().filter(a -> isAbove(a, target)).toList());
        situation.migrations().find(target).stream()
                .flatMap(m -> situation.migrations().upTo(m, List.of()).stream())
                .map(Migration::stem)
                .forEach(above::remove);
        return above;
    }

    private RevertTarget unknownTag() {
        return new RevertTarget.Unknown(
                Finding.error(
                        "unknown-tag",
                        "goal.revertTo.tag",
                        "No version of %s has the tag '%s'"
                                .formatted(situation.request().database(), goal.tag()),
                        "See the versions: signalbox status --verbose."));
    }

    private RevertTarget unknownVersion(String wanted) {
        return new RevertTarget.Unknown(
                Finding.error(
                        "unknown-version",
                        "goal.revertTo.version",
                        "%s was never at version '%s', or is not any more"
                                .formatted(situation.request().database(), wanted),
                        applied.isEmpty()
                                ? "No migration is in force; there is nothing to undo."
                                : "In force are: " + inForce() + "; 0 undoes all."));
    }

    private String inForce() {
        return applied.stream()
                .map(AppliedMigration::migrationId)
                .collect(Collectors.joining(", "));
    }

    private static boolean sameVersion(String one, String other) {
        var first = Version.parse(one);
        return first.isPresent() && first.equals(Version.parse(other));
    }

    private static boolean isAbove(AppliedMigration migration, Version version) {
        return Version.parse(migration.version()).map(v -> v.compareTo(version) > 0).orElse(false);
    }

    private static Set<String> ids(List<AppliedMigration> some) {
        return some.stream()
                .map(AppliedMigration::migrationId)
                .collect(Collectors.toCollection(HashSet::new));
    }
}
