package dev.signalbox.analysis.rule;

import dev.signalbox.analysis.replay.Replayed;
import dev.signalbox.analysis.replay.Step;
import dev.signalbox.sql.StatementKind.Delete;

/** DELETE of everything. */
final class UnfilteredDeleteRule implements Rule {

    @Override
    public RuleDescription description() {
        return RuleDescription.warning(
                "delete-without-where",
                "DELETE without WHERE on a table that earlier migrations made and that stays",
                "Every row goes, and with foreign keys what refers to them.",
                "Add a WHERE, or suppress this where all rows are meant.");
    }

    @Override
    public void check(Replayed migration, Project project, Reporter report) {
        for (Step step : migration.up()) {
            if (step.kind() instanceof Delete delete
                    && !delete.filtered()
                    && migration.before().hasTable(delete.table())
                    && migration.after().hasTable(delete.table())
                    && Rebuild.of(migration).stream()
                            .noneMatch(r -> r.old().name().equalsIgnoreCase(delete.table()))) {
                report.at(step.statement(), "Every row of " + delete.table() + " is deleted.");
            }
        }
    }
}
