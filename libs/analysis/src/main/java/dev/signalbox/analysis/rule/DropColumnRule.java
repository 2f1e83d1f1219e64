package dev.signalbox.analysis.rule;

import dev.signalbox.analysis.replay.Replayed;
import dev.signalbox.analysis.replay.Step;
import dev.signalbox.analysis.source.Place;
import dev.signalbox.sql.StatementKind.DropColumn;
import java.util.List;

/** A column goes, with its values. */
final class DropColumnRule implements Rule {

    @Override
    public RuleDescription description() {
        return RuleDescription.warning(
                "drop-column",
                "DROP COLUMN, or a rebuild that leaves a column out",
                "Its values are gone, and whatever still names the column fails.",
                "Release first what no longer uses the column, then drop it; a DOWN brings back the"
                        + " column, never its values: those come from the run's snapshot.");
    }

    @Override
    public void check(Replayed migration, Project project, Reporter report) {
        for (Step step : Destruction.droppedColumns(migration)) {
            if (step.kind() instanceof DropColumn drop) {
                report.at(
                        Place.of(step.statement()),
                        "The column %s of %s is dropped with its values."
                                .formatted(drop.column(), drop.table()));
            }
        }
        for (Rebuild rebuild : Rebuild.of(migration)) {
            List<String> columns = Destruction.leftOut(rebuild);
            if (!columns.isEmpty()) {
                report.at(
                        rebuild.creation().statement(),
                        "The rebuild of %s leaves out %s, whose values are lost."
                                .formatted(rebuild.old().name(), Identifiers.sentence(columns)));
            }
        }
    }
}
