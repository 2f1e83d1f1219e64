package dev.signalbox.analysis.rule;

import dev.signalbox.analysis.replay.Replayed;
import dev.signalbox.analysis.replay.Step;
import dev.signalbox.sql.StatementKind.CreateIndex;
import dev.signalbox.sql.StatementKind.CreateTable;
import dev.signalbox.sql.StatementKind.DropTable;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** A table that comes and goes without having been of use. */
final class CreatedAndDroppedRule implements Rule {

    @Override
    public RuleDescription description() {
        return RuleDescription.info(
                "created-and-dropped",
                "A table that one section creates and drops, and nothing between reads",
                "It does nothing but take the write lock for longer.",
                "Remove both statements.");
    }

    @Override
    public void check(Replayed migration, Project project, Reporter report) {
        Map<String, Step> made = new HashMap<>();
        for (Step step : migration.up()) {
            if (step.kind() instanceof CreateTable create) {
                made.put(create.table().toLowerCase(Locale.ROOT), step);
            } else if (step.kind() instanceof DropTable drop
                    && made.containsKey(drop.table().toLowerCase(Locale.ROOT))) {
                report.at(
                        step.statement(),
                        "The table " + drop.table() + " is created and dropped without use.");
            } else if (!(step.kind() instanceof CreateIndex)) {
                made.keySet().removeIf(name -> step.statement().mentions(name));
            }
        }
    }
}
