package dev.signalbox.analysis.rule;

import dev.signalbox.analysis.replay.Replayed;
import dev.signalbox.analysis.replay.Step;
import dev.signalbox.sql.StatementKind.RenameTable;

/** A table gets another name while somebody may still use the old one. */
final class RenameTableRule implements Rule {

    @Override
    public RuleDescription description() {
        return RuleDescription.warning(
                "rename-table",
                "RENAME TO of a table that earlier migrations made",
                "Applications that run the version before fail as soon as the name is gone.",
                "Create a view with the old name, or rename once no application uses it.");
    }

    @Override
    public void check(Replayed migration, Project project, Reporter report) {
        for (Step step : migration.up()) {
            if (step.kind() instanceof RenameTable rename
                    && migration.before().hasTable(rename.table())
                    && !migration.after().hasTable(rename.table())
                    && migration.after().view(rename.table()) == null) {
                report.at(
                        step.statement(),
                        "The table %s is called %s from now on."
                                .formatted(rename.table(), rename.newName()));
            }
        }
    }
}
