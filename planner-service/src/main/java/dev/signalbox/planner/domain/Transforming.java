package dev.signalbox.planner.domain;

import dev.signalbox.events.Finding;
import dev.signalbox.events.Goal;
import dev.signalbox.events.plan.PlannedStep;
import dev.signalbox.transfer.Rule;
import dev.signalbox.transfer.RuleSet;
import java.util.ArrayList;
import java.util.List;

/** Rules that are run, or taken back, without a migration. */
final class Transforming {

    private final Situation situation;
    private final Goal.Transform goal;
    private final RuleSet project;

    Transforming(Situation situation, Goal.Transform goal) {
        this.situation = situation;
        this.goal = goal;
        this.project = situation.project().rules();
    }

    Way way() {
        var errors = errors();
        if (!errors.isEmpty()) {
            return Way.blocked(errors);
        }
        var rules = rules();
        var steps = new ArrayList<PlannedStep>();
        if (!rules.isEmpty() && situation.backsUp()) {
            steps.add(PlannedSteps.snapshotStep(situation));
        }
        PlannedSteps.add(
                steps,
                goal.takesBack()
                        ? Backfills.undoing(situation, rules)
                        : Backfills.steps(situation, rules));
        return Way.of(
                steps,
                situation.ledger().version().orElse(null),
                summary(rules),
                Backfills.files(rules),
                List.of());
    }

    List<String> tables() {
        return Backfills.tables(rules());
    }

    private List<Rule> rules() {
        return goal.rules().isEmpty()
                ? project.onDemand()
                : goal.rules().stream().flatMap(id -> project.find(id).stream()).toList();
    }

    private List<Finding> errors() {
        var errors = new ArrayList<Finding>();
        if (situation.observed().isEmpty()) {
            errors.add(
                    Finding.error(
                            "no-database",
                            null,
                            "There is no database yet whose rows could be transformed",
                            "Migrate it first: signalbox up."));
        }
        goal.rules().stream()
                .filter(id -> project.find(id).isEmpty())
                .forEach(id -> errors.add(unknown(id)));
        if (goal.rules().stream().distinct().count() < goal.rules().size()) {
            errors.add(
                    Finding.error(
                            "rule-twice",
                            "goal.transform.rules",
                            "A rule is named twice",
                            "Name each rule once."));
        }
        rules().forEach(rule -> check(rule, errors));
        return errors;
    }

    private Finding unknown(String id) {
        var nearest = project.nearest(id);
        return Finding.error(
                "unknown-rule",
                "goal.transform.rules",
                "There is no transformation rule '%s'".formatted(id),
                project.rules().isEmpty()
                        ? "The project has none; put rules into transformations/."
                        : nearest.isEmpty()
                                ? "Known: "
                                        + String.join(
                                                ", ",
                                                project.rules().stream().map(Rule::id).toList())
                                        + "."
                                : "Did you mean " + String.join(" or ", nearest) + "?");
    }

    private void check(Rule rule, List<Finding> errors) {
        if (goal.takesBack() && !rule.hasUndo()) {
            errors.add(
                    Finding.error(
                            "no-undo",
                            rule.file().path(),
                            "The rule %s does not say how it is undone".formatted(rule.id()),
                            "Give it an undo, or restore a snapshot."));
        }
        var after = rule.after();
        if (after != null
                && situation.ledger().applied().stream()
                        .noneMatch(it -> it.migrationId().equals(after))) {
            errors.add(
                    Finding.error(
                            "migration-not-applied",
                            rule.file().path(),
                            "The rule %s runs behind %s, which is not applied"
                                    .formatted(rule.id(), after),
                            "Apply it first; the rule then runs with it."));
        }
    }

    private String summary(List<Rule> rules) {
        var database = situation.request().database();
        if (rules.isEmpty()) {
            return "Nothing to do: no rule of %s runs on demand.".formatted(database);
        }
        var many = rules.size() == 1 ? "1 rule" : rules.size() + " rules";
        return goal.takesBack()
                ? "What %s wrote to %s is taken back.".formatted(many, database)
                : "%s %s rows of %s."
                        .formatted(many, rules.size() == 1 ? "transforms" : "transform", database);
    }
}
