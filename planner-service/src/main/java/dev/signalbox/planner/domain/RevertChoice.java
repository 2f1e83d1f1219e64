package dev.signalbox.planner.domain;

import dev.signalbox.database.AppliedMigration;
import dev.signalbox.events.Finding;
import dev.signalbox.events.Goal;
import dev.signalbox.sql.migration.Migration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which migrations a way back undoes: those that the target leaves behind, and whatever depends on
 * them.
 *
 * @param undone in this order: the last applied first
 * @param findings why the target is none, or what else is undone
 */
record RevertChoice(List<Downward> undone, List<Finding> findings) {

    RevertChoice {
        undone = List.copyOf(undone);
        findings = List.copyOf(findings);
    }

    static RevertChoice of(Situation situation, Goal.RevertTo goal) {
        return switch (new RevertTargetSearch(situation, goal).target()) {
            case RevertTarget.Known target -> withDependents(situation, target.undone());
            case RevertTarget.Unknown target -> new RevertChoice(List.of(), List.of(target.why()));
        };
    }

    private static RevertChoice withDependents(Situation situation, Set<String> chosen) {
        var applied = situation.ledger().applied();
        var files = new AppliedFiles(situation);
        var gone = new HashSet<>(chosen);
        var findings = new ArrayList<Finding>();
        for (var candidate : applied) {
            var migration = files.of(candidate).orElse(null);
            if (migration == null || gone.contains(candidate.migrationId())) {
                continue;
            }
            var needed = neededBy(situation, migration, gone);
            if (needed.isPresent()) {
                gone.add(candidate.migrationId());
                findings.add(undoneToo(candidate.migrationId(), needed.get()));
            }
        }
        return new RevertChoice(
                applied.reversed().stream()
                        .filter(a -> gone.contains(a.migrationId()))
                        .map(files::downward)
                        .toList(),
                findings);
    }

    private static Optional<String> neededBy(
            Situation situation, Migration migration, Set<String> gone) {
        return situation.migrations().dependenciesOf(migration).stream()
                .map(Migration::stem)
                .filter(gone::contains)
                .findFirst();
    }

    private static Finding undoneToo(String migration, String needed) {
        return Finding.warning(
                "dependent-undone-too",
                migration,
                "%s depends on %s and is undone with it".formatted(migration, needed),
                "Its author says so in the file's dependencies.");
    }

    /** The version that the last of the remaining migrations has; null when none remains. */
    @Nullable String versionAfter(List<AppliedMigration> applied) {
        var gone = undone.stream().map(one -> one.applied().migrationId()).toList();
        return applied.stream()
                .filter(a -> !gone.contains(a.migrationId()))
                .map(AppliedMigration::version)
                .reduce((first, second) -> second)
                .orElse(null);
    }
}
