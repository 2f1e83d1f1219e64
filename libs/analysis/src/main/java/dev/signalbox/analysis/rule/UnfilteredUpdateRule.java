package dev.signalbox.analysis.rule;

import dev.signalbox.analysis.replay.Replayed;
import dev.signalbox.analysis.replay.Step;
import dev.signalbox.sql.StatementKind.AddColumn;
import dev.signalbox.sql.StatementKind.Update;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/** UPDATE of everything, other than to fill a column that was just added. */
final class UnfilteredUpdateRule implements Rule {

    @Override
    public RuleDescription description() {
        return RuleDescription.warning(
                "update-without-where",
                "UPDATE without WHERE on a table that earlier migrations made, other than to fill a"
                        + " column that the same migration adds",
                "Every row is overwritten, and DOWN cannot know what was there.",
                "Add a WHERE, or suppress this where all rows are meant.");
    }

    @Override
    public void check(Replayed migration, Project project, Reporter report) {
        Set<String> grown = new HashSet<>();
        for (Step step : migration.up()) {
            if (step.kind() instanceof AddColumn add) {
                grown.add(add.table().toLowerCase(Locale.ROOT));
            } else if (step.kind() instanceof Update update
                    && !update.filtered()
                    && migration.before().hasTable(update.table())
                    && !grown.contains(update.table().toLowerCase(Locale.ROOT))) {
                report.at(step.statement(), "Every row of " + update.table() + " is updated.");
            }
        }
    }
}
