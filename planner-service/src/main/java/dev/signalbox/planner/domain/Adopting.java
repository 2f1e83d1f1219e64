package dev.signalbox.planner.domain;

import dev.signalbox.database.AppliedMigration;
import dev.signalbox.database.foreign.ForeignHistory;
import dev.signalbox.database.foreign.ForeignTool;
import dev.signalbox.events.Finding;
import dev.signalbox.events.Goal;
import dev.signalbox.planner.domain.Adoptable.One;
import dev.signalbox.sql.migration.Migration;
import dev.signalbox.sql.migration.Version;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What another tool applied, or what was there before any tool, on record as applied. */
public final class Adopting {

    private final Situation situation;
    private final Goal.Adopt goal;

    Adopting(Situation situation, Goal.Adopt goal) {
        this.situation = situation;
        this.goal = goal;
    }

    /**
     * What has to make the database's schema, in the order of application, for trying it on an
     * empty one before the plan is made; nothing where it cannot.
     */
    public static List<Migration> toReplay(Situation situation, Goal.Adopt goal) {
        var adopting = new Adopting(situation, goal);
        var adoptable = adopting.adoptable();
        return adopting.incomparable(adoptable).isPresent()
                ? List.of()
                : adopting.made(adoptable).toList();
    }

    Way way() {
        var adoptable = adoptable();
        if (!adoptable.errors().isEmpty()) {
            return Way.blocked(adoptable.errors());
        }
        var left = left(adoptable);
        var baseline = baselineLeft(adoptable);
        if (left.isEmpty() && baseline == null) {
            return Way.of(
                    List.of(),
                    situation.ledger().version().orElse(null),
                    nothingLeft(adoptable),
                    List.of(),
                    adoptable.warnings());
        }
        var comparison =
                new AdoptedSchema(situation, histories()).compared(incomparable(adoptable));
        if (!comparison.errors().isEmpty()) {
            return Way.blocked(comparison.errors());
        }
        var steps = new AdoptedSteps(situation.request().database(), adoptable);
        var planned = steps.of(left, baseline, comparison.doubt());
        var warnings = new ArrayList<>(adoptable.warnings());
        warnings.addAll(comparison.warnings());
        return Way.of(
                planned,
                left.isEmpty() ? baseline : left.getLast().migration().version().toString(),
                steps.summary(left.size(), baseline, comparison.doubt()),
                List.of(),
                warnings);
    }

    private Adoptable adoptable() {
        if (situation.observed().isEmpty()) {
            return Adoptable.refused(
                    Finding.error(
                            "no-database",
                            "database",
                            "There is no database %s yet, so there is nothing to adopt"
                                    .formatted(situation.request().database()),
                            "Look at its url in signalbox.yml; to make it: signalbox up."));
        }
        if (goal.baseline() != null) {
            return new BaselineMatching(situation, goal.baseline()).adoptable();
        }
        var wanted = wanted();
        if (wanted.size() != 1) {
            return Adoptable.refused(wanted.isEmpty() ? none() : several(wanted));
        }
        return new HistoryMatching(situation.migrations(), wanted.getFirst()).adoptable();
    }

    private List<ForeignHistory> histories() {
        return situation.background().adoption().histories();
    }

    private List<ForeignHistory> wanted() {
        var from = goal.from();
        return histories().stream()
                .filter(
                        history ->
                                from == null
                                        || history.table().equalsIgnoreCase(from)
                                        || history.tool().id().equalsIgnoreCase(from))
                .toList();
    }

    private Finding none() {
        var database = situation.request().database();
        var from = goal.from();
        if (from == null) {
            return Finding.error(
                    "no-foreign-history",
                    "goal.adopt",
                    "%s has no history of another tool; known are those of %s"
                            .formatted(database, String.join(", ", ForeignTool.ids())),
                    "If everything up to a version is in place, say so: signalbox adopt %s"
                                    .formatted(database)
                            + " --baseline VERSION.");
        }
        return Finding.error(
                "no-foreign-history",
                "goal.adopt.from",
                "%s has no history '%s'".formatted(database, from),
                histories().isEmpty()
                        ? "It has none of any tool that is known: %s."
                                .formatted(String.join(", ", ForeignTool.ids()))
                        : "It has: " + told(histories()) + ".");
    }

    private Finding several(List<ForeignHistory> found) {
        return Finding.error(
                "several-foreign-histories",
                "goal.adopt.from",
                "%s has %d histories: %s"
                        .formatted(situation.request().database(), found.size(), told(found)),
                "Say which, by its tool or its table: signalbox adopt %s --from %s."
                        .formatted(situation.request().database(), found.getFirst().table()));
    }

    private static String told(List<ForeignHistory> histories) {
        return String.join(", ", histories.stream().map(ForeignHistory::label).toList());
    }

    /** Of a run that was killed half-way, the rest. */
    private List<One> left(Adoptable adoptable) {
        var done = LedgerComparison.versions(situation.ledger());
        return adoptable.migrations().stream()
                .filter(one -> !done.contains(one.migration().version()))
                .toList();
    }

    private @Nullable String baselineLeft(Adoptable adoptable) {
        return Optional.ofNullable(adoptable.baseline())
                .flatMap(Version::parse)
                .filter(v -> !LedgerComparison.versions(situation.ledger()).contains(v))
                .map(Version::toString)
                .orElse(null);
    }

    private String nothingLeft(Adoptable adoptable) {
        return adoptable.migrations().isEmpty() && adoptable.baseline() == null
                ? "Nothing to do: %s has nothing for which there is a file."
                        .formatted(adoptable.from())
                : "Nothing to do: what %s has is on record on %s."
                        .formatted(adoptable.from(), situation.request().database());
    }

    /** Everything that is in force, adopted or not. */
    private Stream<Migration> made(Adoptable adoptable) {
        var adopted = adoptable.migrations().stream().map(One::migration).toList();
        var others =
                situation.ledger().applied().stream()
                        .flatMap(a -> Version.parse(a.version()).stream())
                        .filter(v -> adopted.stream().noneMatch(m -> m.version().equals(v)))
                        .flatMap(v -> situation.migrations().find(v).stream());
        return Stream.concat(adopted.stream(), others);
    }

    /** Why the files cannot show what the schema should be, if they cannot. */
    private Optional<String> incomparable(Adoptable adoptable) {
        if (!adoptable.errors().isEmpty()) {
            return Optional.of("There is nothing to compare.");
        }
        if (adoptable.baseline() != null
                || situation.ledger().applied().stream().anyMatch(AppliedMigration::isBaseline)) {
            return Optional.of(
                    "What was before the baseline has no file, so the schema could not be compared"
                            + " with what the files make.");
        }
        return made(adoptable)
                .filter(migration -> migration.javaClass() != null)
                .findFirst()
                .map(
                        migration ->
                                ("%s is a class, which the planner does not run, so the schema"
                                                + " could not be compared with what the files make.")
                                        .formatted(migration.stem()));
    }
}
