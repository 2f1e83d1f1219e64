package dev.signalbox.planner.domain;

import dev.signalbox.database.Ledger;
import dev.signalbox.database.PendingMigrations;
import dev.signalbox.events.Finding;
import dev.signalbox.events.Goal;
import dev.signalbox.events.plan.PlanDocument.BundledFile;
import dev.signalbox.sql.migration.Migration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Forward, by the UP sections of what is pending. */
final class Forward {

    private final Situation situation;
    private final Goal.MigrateTo goal;
    private final Ledger ledger;
    private final ForwardTarget target;

    Forward(Situation situation, Goal.MigrateTo goal) {
        this.situation = situation;
        this.goal = goal;
        this.ledger = situation.ledger();
        this.target = new ForwardTarget(situation, goal.version());
    }

    Way way() {
        var errors =
                new ArrayList<>(
                        LedgerComparison.findings(
                                ledger, situation.migrations(), situation.options().forced()));
        if (target().isEmpty() && !asksForNothing()) {
            errors.add(target.unknown());
        }
        errors.addAll(new UnadoptedHistory(situation).findings(pending()));
        if (!errors.isEmpty()) {
            return Way.blocked(errors);
        }
        var pending = pending();
        var late = new LateMigrations(situation, pending).findings();
        if (late.stream().anyMatch(f -> f.severity() == Finding.Severity.ERROR)) {
            return Way.blocked(late);
        }
        var steps =
                new PlannedSteps(situation, !pending.isEmpty() && situation.backsUp()).of(pending);
        var toVersion = versionAfter(pending);
        return new Way(
                List.of(),
                Stream.of(late.stream(), withoutTransaction(pending), empty(pending))
                        .flatMap(warnings -> warnings)
                        .toList(),
                steps,
                toVersion,
                summary(pending, toVersion),
                pending.stream().anyMatch(m -> m.metadata().requiresDowntime()),
                pending.isEmpty() ? List.of() : files(pending),
                pending.isEmpty() ? List.of() : new AroundSteps(situation).reactions());
    }

    /** SQLite's DDL is transactional, so that all or nothing is what nobody is worse off with. */
    private static Stream<Finding> withoutTransaction(List<Migration> pending) {
        return pending.stream()
                .filter(m -> !m.transactional())
                .map(
                        m ->
                                Finding.warning(
                                        "one-transaction",
                                        m.fileName(),
                                        "%s asks for no transaction, and runs in one all the same"
                                                .formatted(m.fileName()),
                                        "On SQLite all of it happens, or nothing."));
    }

    /** Formats of other tools take a file without statements for one that does nothing. */
    private static Stream<Finding> empty(List<Migration> pending) {
        return pending.stream()
                .filter(m -> m.javaClass() == null && m.up().isEmpty())
                .map(
                        m ->
                                Finding.warning(
                                        "empty-migration",
                                        m.fileName(),
                                        "%s has no statement that could run"
                                                .formatted(m.fileName()),
                                        "Applied as it is, it does nothing, and never runs again."));
    }

    /** Each once: several migrations may be in one jar. */
    private List<BundledFile> files(List<Migration> pending) {
        var files = new LinkedHashMap<String, BundledFile>();
        pending.stream()
                .flatMap(migration -> PlannedSteps.files(migration).stream())
                .forEach(file -> files.put(file.path(), file));
        pending.stream()
                .map(migration -> situation.project().rules().after(migration.stem()))
                .flatMap(rules -> Backfills.files(rules).stream())
                .forEach(file -> files.put(file.path(), file));
        new AroundSteps(situation).files().forEach(f -> files.put(f.path(), f));
        return List.copyOf(files.values());
    }

    /** The migrations that are asked for; none when the target is unknown. */
    List<Migration> pending() {
        return target().map(this::pending).orElse(List.of());
    }

    private List<Migration> pending(Migration target) {
        return new PendingMigrations(situation.migrations(), ledger.applied())
                .to(target, Goal.LATEST.equals(goal.version()));
    }

    /** Where only a baseline or repeatable ones are there, one of these stands for the latest. */
    private Optional<Migration> target() {
        var files = situation.migrations();
        var found = target.migration();
        return found.isPresent() || !Goal.LATEST.equals(goal.version())
                ? found
                : files.baselines().stream()
                        .max(Comparator.comparing(Migration::version))
                        .or(() -> files.inOrder().stream().findFirst());
    }

    private boolean asksForNothing() {
        return situation.migrations().inOrder().isEmpty()
                && situation.migrations().baselines().isEmpty()
                && Goal.LATEST.equals(goal.version());
    }

    static Finding unknown(Situation situation, String where, String version) {
        var nearest = situation.migrations().nearest(version);
        return Finding.error(
                "unknown-version",
                where,
                "There is no migration '%s'".formatted(version),
                nearest.isEmpty()
                        ? "Give a version or a file's name without .sql, or 'latest'."
                        : "Did you mean " + String.join(" or ", nearest) + "?");
    }

    private @Nullable String versionAfter(List<Migration> pending) {
        return pending.reversed().stream()
                .filter(migration -> !migration.isRepeatable())
                .findFirst()
                .map(migration -> migration.version().toString())
                .or(ledger::version)
                .orElse(null);
    }

    private String summary(List<Migration> pending, @Nullable String toVersion) {
        var database = situation.request().database();
        if (pending.isEmpty()) {
            return toVersion == null
                    ? "Nothing to do: there are no migrations for " + database + "."
                    : "Nothing to do: %s is at version %s%s."
                            .formatted(
                                    database,
                                    toVersion,
                                    target.said().isEmpty()
                                            ? ""
                                            : ", at or past " + goal.version());
        }
        var count = pending.size() == 1 ? "1 migration takes" : pending.size() + " migrations take";
        var from = ledger.version().map(v -> " from version " + v).orElse("");
        return "%s %s%s to version %s%s."
                .formatted(count, database, from, toVersion, target.said());
    }
}
