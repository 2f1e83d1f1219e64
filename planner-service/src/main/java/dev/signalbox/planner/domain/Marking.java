package dev.signalbox.planner.domain;

import dev.signalbox.database.PendingMigrations;
import dev.signalbox.events.Estimate;
import dev.signalbox.events.Finding;
import dev.signalbox.events.Goal;
import dev.signalbox.events.Risk;
import dev.signalbox.events.StepId;
import dev.signalbox.events.plan.PlannedStep;
import dev.signalbox.sql.SourcePosition;
import dev.signalbox.sql.SqlSyntaxException;
import dev.signalbox.sql.StatementKind;
import dev.signalbox.sql.migration.Migration;
import dev.signalbox.sql.sqlite.SqliteSplitter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A migration on record as applied that somebody carried out by hand. */
final class Marking {

    private final Situation situation;
    private final Goal.MarkApplied goal;
    private final List<Finding> errors = new ArrayList<>();

    Marking(Situation situation, Goal.MarkApplied goal) {
        this.situation = situation;
        this.goal = goal;
    }

    Way way() {
        var found = situation.migrations().resolve(goal.version());
        if (found.isEmpty()) {
            errors.add(Forward.unknown(situation, "goal.markApplied.version", goal.version()));
            return Way.blocked(errors);
        }
        var migration = found.get();
        checkAssertion(goal.assertion());
        if (!errors.isEmpty()) {
            return Way.blocked(errors);
        }
        var database = situation.request().database();
        var done = LedgerComparison.versions(situation.ledger());
        if (done.contains(migration.version())) {
            return Way.of(
                    List.of(),
                    situation.ledger().version().orElse(null),
                    "Nothing to do: %s is on record on %s.".formatted(migration.stem(), database),
                    List.of(),
                    List.of());
        }
        return Way.of(
                List.of(step(migration)),
                migration.version().toString(),
                "%s goes on record as applied to %s, and nothing of it runs."
                        .formatted(migration.stem(), database),
                List.of(),
                missingDependencies(migration));
    }

    private void checkAssertion(@Nullable String assertion) {
        if (assertion == null) {
            return;
        }
        try {
            var statements = SqliteSplitter.split(assertion, SourcePosition.START);
            if (statements.size() != 1
                    || !(statements.getFirst().kind() instanceof StatementKind.Query)) {
                errors.add(badAssertion("It is not one query"));
            }
        } catch (SqlSyntaxException e) {
            errors.add(badAssertion(String.valueOf(e.getMessage())));
        }
    }

    private static Finding badAssertion(String why) {
        return Finding.error(
                "invalid-assertion",
                "goal.markApplied.assertion",
                why,
                "Give one SELECT whose first value is true when the migration is in place.");
    }

    private List<Finding> missingDependencies(Migration migration) {
        var done =
                new PendingMigrations(situation.migrations(), situation.ledger().applied())
                        .settled();
        return situation.migrations().dependenciesOf(migration).stream()
                .filter(d -> !done.contains(d.version()))
                .map(
                        d ->
                                Finding.warning(
                                        "dependency-not-applied",
                                        d.stem(),
                                        "%s depends on %s, which is not applied"
                                                .formatted(migration.stem(), d.stem()),
                                        "Mark or apply that one, too."))
                .toList();
    }

    private PlannedStep step(Migration migration) {
        return new PlannedStep.MarkApplied(
                new StepId(1),
                "Mark %s as applied%s"
                        .formatted(
                                migration.stem(),
                                goal.assertion() == null ? "" : ", if the assertion holds"),
                migration.stem(),
                migration.version().toString(),
                migration.name(),
                migration.source().path(),
                PlannedSteps.checksum(migration.normalised()),
                PlannedSteps.checksum(migration.raw()),
                goal.assertion(),
                new Estimate(Duration.ofMillis(1), "one row of the ledger"),
                goal.assertion() == null
                        ? new Risk(
                                Risk.Level.MEDIUM,
                                List.of("No assertion says that the migration is in place."))
                        : Risk.LOW,
                "signalbox down --force takes it off the record.");
    }
}
