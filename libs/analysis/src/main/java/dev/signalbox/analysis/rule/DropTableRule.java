package dev.signalbox.analysis.rule;

import dev.signalbox.analysis.replay.Replayed;
import dev.signalbox.analysis.replay.Step;
import dev.signalbox.analysis.source.Place;
import dev.signalbox.sql.StatementKind.DropTable;

/** A table goes, and its rows with it. */
final class DropTableRule implements Rule {

    @Override
    public RuleDescription description() {
        return RuleDescription.warning(
                "drop-table",
                "DROP TABLE of a table that earlier migrations made, other than in a rebuild",
                "Its rows are gone, and whatever still reads it fails.",
                "Release first what no longer uses the table, then drop it; a DOWN brings back the"
                        + " table, never its rows: those come from the run's snapshot.");
    }

    @Override
    public void check(Replayed migration, Project project, Reporter report) {
        for (Step step : Destruction.droppedTables(migration)) {
            if (step.kind() instanceof DropTable drop) {
                report.at(
                        Place.of(step.statement()),
                        "The table " + drop.table() + " is dropped with all its rows.");
            }
        }
    }
}
