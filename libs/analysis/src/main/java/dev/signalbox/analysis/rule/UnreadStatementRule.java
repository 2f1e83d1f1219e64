package dev.signalbox.analysis.rule;

import dev.signalbox.analysis.replay.Replayed;
import dev.signalbox.analysis.replay.Step;
import dev.signalbox.sql.StatementKind.Other;
import java.util.Set;

/** Says where the rules are blind. */
final class UnreadStatementRule implements Rule {

    /** Of ALTER, rules look at what it makes of the schema. */
    private static final Set<String> HARMLESS = Set.of("ANALYZE", "REINDEX", "EXPLAIN", "ALTER");

    @Override
    public RuleDescription description() {
        return RuleDescription.info(
                "unread-statement",
                "A statement that SQLite runs and the rules cannot read",
                "No rule looks at it.",
                "Look at it yourself.");
    }

    @Override
    public void check(Replayed migration, Project project, Reporter report) {
        for (Step step : migration.up()) {
            if (step.ran()
                    && step.kind() instanceof Other other
                    && !HARMLESS.contains(other.verb())) {
                report.at(
                        step.statement(),
                        "No rule reads this %s statement.".formatted(other.verb()));
            }
        }
    }
}
