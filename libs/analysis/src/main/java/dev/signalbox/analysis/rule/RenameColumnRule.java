package dev.signalbox.analysis.rule;

import dev.signalbox.analysis.replay.Replayed;
import dev.signalbox.analysis.replay.Step;
import dev.signalbox.analysis.schema.Table;
import dev.signalbox.sql.StatementKind.RenameColumn;
import org.jspecify.annotations.Nullable;

/** A column gets another name while somebody may still use the old one. */
final class RenameColumnRule implements Rule {

    @Override
    public RuleDescription description() {
        return RuleDescription.warning(
                "rename-column",
                "RENAME COLUMN of a column that earlier migrations made",
                "Applications that run the version before fail as soon as the name is gone.",
                "Keep the old name readable by a generated column (old_name AS (new_name)), or"
                        + " rename once no application uses it.");
    }

    @Override
    public void check(Replayed migration, Project project, Reporter report) {
        for (Step step : migration.up()) {
            if (step.kind() instanceof RenameColumn rename
                    && has(migration.before().table(rename.table()), rename.column())
                    && !has(migration.after().table(rename.table()), rename.column())) {
                report.at(
                        step.statement(),
                        "The column %s of %s is called %s from now on."
                                .formatted(rename.column(), rename.table(), rename.newName()));
            }
        }
    }

    private static boolean has(@Nullable Table table, String column) {
        return table != null && table.column(column).isPresent();
    }
}
