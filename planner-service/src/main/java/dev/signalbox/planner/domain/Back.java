package dev.signalbox.planner.domain;

import dev.signalbox.database.AppliedMigration;
import dev.signalbox.database.TriedRevert;
import dev.signalbox.events.Estimate;
import dev.signalbox.events.Finding;
import dev.signalbox.events.Goal;
import dev.signalbox.events.StepId;
import dev.signalbox.events.plan.PlanDocument.BundledFile;
import dev.signalbox.events.plan.PlannedStep;
import dev.signalbox.events.plan.PlannedStep.TableEffect;
import dev.signalbox.sql.ChecksumVerdict;
import dev.signalbox.sql.migration.FileOutcome;
import dev.signalbox.sql.migration.HookEvent;
import dev.signalbox.sql.migration.Migration;
import dev.signalbox.sql.migration.MigrationFileReader;
import dev.signalbox.sql.migration.SourceFile;
import dev.signalbox.sql.migration.Version;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Back, by the DOWN sections of what was applied, the last first. */
public final class Back {

    private static final Set<String> NOTHING = Set.of(Goal.RevertTo.NOTHING, "none");

    private final Situation situation;
    private final Goal.RevertTo goal;
    private final List<AppliedMigration> applied;
    private final List<Finding> errors = new ArrayList<>();
    private final List<Finding> warnings = new ArrayList<>();

    Back(Situation situation, Goal.RevertTo goal) {
        this.situation = situation;
        this.goal = goal;
        this.applied = situation.ledger().applied();
    }

    /**
     * The way back of a migration.
     *
     * @param migration absent when there is neither its file nor the text that was applied
     */
    public record Downward(AppliedMigration applied, @Nullable Migration migration) {

        boolean isReversible() {
            return migration != null && migration.isReversible();
        }

        @Nullable String javaClass() {
            return migration == null ? null : migration.javaClass();
        }
    }

    /** What is to be undone, in that order, for trying it on a copy before the plan is made. */
    public static List<Downward> toTry(Situation situation, Goal.RevertTo goal) {
        return new Back(situation, goal)
                .downwards().stream()
                        .filter(one -> one.isReversible() && one.javaClass() == null)
                        .toList();
    }

    Way way() {
        var undone = downwards();
        undone.forEach(this::examine);
        if (!errors.isEmpty()) {
            return Way.blocked(errors);
        }
        var steps = new ArrayList<PlannedStep>();
        if (!undone.isEmpty() && situation.backsUp()) {
            steps.add(PlannedSteps.snapshotStep(situation));
        }
        Map<String, BundledFile> files = new LinkedHashMap<>();
        var around = new AroundSteps(situation);
        if (!undone.isEmpty()) {
            PlannedSteps.add(steps, around.hooks(HookEvent.BEFORE_ROLLBACK, null));
        }
        for (var one : undone) {
            steps.add(step(one, new StepId(steps.size() + 1)));
            var migration = one.migration();
            if (migration != null && migration.isReversible()) {
                files.put(migration.source().path(), PlannedSteps.file(migration));
            }
        }
        var toVersion = versionAfter(undone);
        if (!undone.isEmpty()) {
            PlannedSteps.add(steps, around.health());
            PlannedSteps.add(steps, around.hooks(HookEvent.AFTER_ROLLBACK, null));
            around.hookFiles().forEach(f -> files.put(f.path(), f));
        }
        return new Way(
                List.of(),
                warnings,
                steps,
                toVersion,
                summary(undone, toVersion),
                false,
                List.copyOf(files.values()),
                undone.isEmpty() ? List.of() : around.reactionsTo(HookEvent.ON_FAILURE));
    }

    /** The last applied first; whatever depends on what goes, goes too. */
    private List<Downward> downwards() {
        var chosen = chosen();
        var withDependents = new HashSet<>(chosen);
        for (var candidate : applied) {
            var migration = fileOf(candidate).orElse(null);
            if (migration == null || withDependents.contains(candidate.migrationId())) {
                continue;
            }
            var needs =
                    situation.migrations().dependenciesOf(migration).stream()
                            .map(Migration::stem)
                            .filter(withDependents::contains)
                            .findFirst();
            if (needs.isPresent()) {
                withDependents.add(candidate.migrationId());
                warnings.add(
                        Finding.warning(
                                "dependent-undone-too",
                                candidate.migrationId(),
                                "%s depends on %s and is undone with it"
                                        .formatted(candidate.migrationId(), needs.get()),
                                "Its author says so in the file's dependencies."));
            }
        }
        return applied.reversed().stream()
                .filter(a -> withDependents.contains(a.migrationId()))
                .map(a -> new Downward(a, fileOf(a).or(() -> textOf(a)).orElse(null)))
                .toList();
    }

    private Set<String> chosen() {
        var steps = goal.steps();
        if (steps != null) {
            if (steps > applied.size() && !applied.isEmpty()) {
                errors.add(
                        Finding.error(
                                "too-many-steps",
                                "goal.revertTo.steps",
                                "%d migrations should be undone, and %d are in force"
                                        .formatted(steps, applied.size()),
                                "Ask for at most %d, or for the version 0 to undo all."
                                        .formatted(applied.size())));
                return Set.of();
            }
            var from = Math.max(0, applied.size() - steps);
            return ids(applied.subList(from, applied.size()));
        }
        var version = goal.tag() == null ? goal.version() : tagged();
        if (version == null) {
            return Set.of();
        }
        if (NOTHING.contains(version)) {
            return ids(applied);
        }
        var kept = keptVersion(version);
        return kept.map(v -> without(ids(applied.stream().filter(a -> isAbove(a, v)).toList()), v))
                .orElse(Set.of());
    }

    /** What the target itself depends on stays, though its version be higher. */
    private Set<String> without(Set<String> above, Version target) {
        var rest = new HashSet<>(above);
        situation.migrations().find(target).stream()
                .flatMap(m -> situation.migrations().upTo(m, List.of()).stream())
                .map(Migration::stem)
                .forEach(rest::remove);
        return rest;
    }

    private @Nullable String tagged() {
        var version = situation.background().taggedVersion();
        if (version.isEmpty()) {
            errors.add(
                    Finding.error(
                            "unknown-tag",
                            "goal.revertTo.tag",
                            "No version of %s has the tag '%s'"
                                    .formatted(situation.request().database(), goal.tag()),
                            "See the versions: signalbox status --verbose."));
        }
        return version.orElse(null);
    }

    /** The version to be at afterwards must be one that was applied. */
    private Optional<Version> keptVersion(String wanted) {
        var found =
                applied.stream()
                        .filter(
                                a ->
                                        a.migrationId().equals(wanted)
                                                || sameVersion(a.version(), wanted))
                        .findFirst()
                        .flatMap(a -> Version.parse(a.version()));
        if (found.isEmpty()) {
            errors.add(
                    Finding.error(
                            "unknown-version",
                            "goal.revertTo.version",
                            "%s was never at version '%s', or is not any more"
                                    .formatted(situation.request().database(), wanted),
                            applied.isEmpty()
                                    ? "No migration is in force; there is nothing to undo."
                                    : "In force are: "
                                            + String.join(
                                                    ", ",
                                                    applied.stream()
                                                            .map(AppliedMigration::migrationId)
                                                            .toList())
                                            + "; 0 undoes all."));
        }
        return found;
    }

    private static boolean sameVersion(String one, String other) {
        var first = Version.parse(one);
        return first.isPresent() && first.equals(Version.parse(other));
    }

    private static boolean isAbove(AppliedMigration migration, Version version) {
        return Version.parse(migration.version()).map(v -> v.compareTo(version) > 0).orElse(false);
    }

    private static Set<String> ids(List<AppliedMigration> some) {
        var ids = new HashSet<String>();
        some.forEach(a -> ids.add(a.migrationId()));
        return ids;
    }

    private Optional<Migration> fileOf(AppliedMigration migration) {
        return Version.parse(migration.version()).flatMap(situation.migrations()::find);
    }

    /** The planner kept what was applied with the plan that applied it. */
    private Optional<Migration> textOf(AppliedMigration migration) {
        var text = situation.background().appliedTexts().get(migration.migrationId());
        if (text == null) {
            return Optional.empty();
        }
        var source =
                new SourceFile(
                        migration.migrationId() + ".sql", text.getBytes(StandardCharsets.UTF_8));
        return MigrationFileReader.read(source) instanceof FileOutcome.Read read
                ? Optional.of(read.migration())
                : Optional.empty();
    }

    private void examine(Downward one) {
        var id = one.applied().migrationId();
        var migration = one.migration();
        var force = situation.options().forced();
        if (migration == null || !migration.isReversible()) {
            var what =
                    migration == null ? "There is no file for " + id : id + " has no DOWN section";
            if (force) {
                warnings.add(
                        Finding.warning(
                                "taken-off-the-record",
                                id,
                                what + ", so it is only taken off the record",
                                "Its tables and rows stay; --force was given."));
            } else {
                errors.add(Finding.error("missing-down", id, what, alternatives(migration)));
            }
            return;
        }
        if (fileOf(one.applied()).isEmpty()) {
            warnings.add(
                    Finding.warning(
                            "file-missing",
                            id,
                            "The file of " + id + " is missing; the text that was applied is used",
                            "Put the file back."));
        } else if (migration.verify(one.applied().checksum()) instanceof ChecksumVerdict.Differs) {
            warnings.add(
                    Finding.warning(
                            "applied-file-changed",
                            migration.fileName(),
                            migration.fileName()
                                    + " was changed since it was applied; its DOWN section is run"
                                    + " as it is now",
                            "signalbox repair shows what was changed."));
        }
        var tried = situation.background().tried().get(id);
        if (tried != null && tried.failure() != null) {
            var finding =
                    "The DOWN section of %s fails on a copy: %s".formatted(id, tried.failure());
            if (force) {
                warnings.add(Finding.warning("down-fails", id, finding, "Tried all the same."));
            } else {
                errors.add(
                        Finding.error(
                                "down-fails",
                                id,
                                finding,
                                "Mend the DOWN section, or restore a snapshot: signalbox backup"
                                        + " list."));
            }
        }
    }

    private String alternatives(@Nullable Migration migration) {
        var snapshot =
                situation.background().manifests().stream()
                        .findFirst()
                        .map(
                                m ->
                                        "restore the snapshot %s of %s, version %s (signalbox restore %s)"
                                                .formatted(
                                                        m.snapshot(),
                                                        m.takenAt(),
                                                        m.version() == null ? "none" : m.version(),
                                                        m.snapshot()))
                        .orElse("take a snapshot before, next time");
        return "%s; or %s; or --force takes it off the record and leaves its tables."
                .formatted(
                        migration == null ? "Put the file back" : "Write a DOWN section", snapshot);
    }

    private PlannedStep step(Downward one, StepId id) {
        var migration = one.migration();
        var name = one.applied().migrationId();
        var tried = situation.background().tried().get(name);
        var effects = tried == null ? List.<TableEffect>of() : effects(tried);
        var runs = one.isReversible();
        var saves = !Boolean.TRUE.equals(situation.options().skipSave());
        return new PlannedStep.RevertScript(
                id,
                runs
                        ? "Undo %s: %s".formatted(name, sentence(one, effects))
                        : "Take %s off the record, and leave what it made".formatted(name),
                name,
                one.applied().version(),
                one.applied().name(),
                runs && migration != null ? migration.source().path() : null,
                runs && migration != null ? PlannedSteps.checksum(migration.normalised()) : null,
                runs && migration != null ? PlannedSteps.checksum(migration.raw()) : null,
                runs && migration != null ? migration.down().statements().size() : 0,
                effects,
                tried != null && tried.failure() == null,
                saves,
                PlannedSteps.LOCKS,
                estimate(effects),
                RevertSentence.risk(situation, one.applied(), effects, saves),
                saves
                        ? "signalbox up applies it again and puts back what was saved."
                        : "signalbox up applies it again; what it drops is lost.",
                one.javaClass());
    }

    private static String sentence(Downward one, List<TableEffect> effects) {
        return one.javaClass() == null
                ? RevertSentence.of(effects)
                : "its class's down, which cannot be tried first; all tables are saved";
    }

    private static List<TableEffect> effects(TriedRevert tried) {
        return tried.effects().stream()
                .map(
                        e ->
                                new TableEffect(
                                        e.table(),
                                        e.dropped(),
                                        e.columns(),
                                        e.rowsBefore(),
                                        e.rowsLost(),
                                        e.rowsChanged()))
                .toList();
    }

    private static Estimate estimate(List<TableEffect> effects) {
        var rows = effects.stream().mapToLong(TableEffect::rowsBefore).sum();
        return new Estimate(
                Duration.ofMillis(5 + rows * 1000 / 200_000),
                rows == 0
                        ? "no table is copied"
                        : "%,d rows are saved and changed, at 200,000 rows/s".formatted(rows));
    }

    private @Nullable String versionAfter(List<Downward> undone) {
        var gone = ids(undone.stream().map(Downward::applied).toList());
        return applied.stream()
                .filter(a -> !gone.contains(a.migrationId()))
                .map(AppliedMigration::version)
                .reduce((first, second) -> second)
                .orElse(null);
    }

    private String summary(List<Downward> undone, @Nullable String toVersion) {
        var database = situation.request().database();
        var at = toVersion == null ? "no version" : "version " + toVersion;
        if (undone.isEmpty()) {
            return "Nothing to undo: %s is at %s.".formatted(database, at);
        }
        return "%d %s of %s %s undone; it is at %s then."
                .formatted(
                        undone.size(),
                        undone.size() == 1 ? "migration" : "migrations",
                        database,
                        undone.size() == 1 ? "is" : "are",
                        at);
    }
}
