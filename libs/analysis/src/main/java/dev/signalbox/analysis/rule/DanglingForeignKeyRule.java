package dev.signalbox.analysis.rule;

import dev.signalbox.analysis.replay.Replayed;
import dev.signalbox.analysis.replay.Step;
import dev.signalbox.analysis.schema.Table;
import dev.signalbox.sql.StatementKind.DropTable;
import java.util.List;

/** A table is dropped that others refer to. */
final class DanglingForeignKeyRule implements Rule {

    @Override
    public RuleDescription description() {
        return RuleDescription.error(
                "drop-referenced-table",
                "DROP TABLE of a table that others still refer to by a foreign key",
                "Where foreign keys are enforced, the drop deletes or empties the rows that refer"
                        + " to it, or fails; afterwards every INSERT into these tables fails with"
                        + " \"no such table\".",
                "Drop the referring tables first, or rebuild them without the foreign key.");
    }

    @Override
    public void check(Replayed migration, Project project, Reporter report) {
        for (Step step : migration.up()) {
            if (step.ran()
                    && step.kind() instanceof DropTable drop
                    && migration.before().hasTable(drop.table())
                    && !project.end().hasTable(drop.table())) {
                List<String> children =
                        migration.after().referringTo(drop.table()).stream()
                                .map(Table::name)
                                .toList();
                if (!children.isEmpty()) {
                    report.at(
                            step.statement(),
                            "The table %s is dropped, and %s still %s to it."
                                    .formatted(
                                            drop.table(),
                                            Identifiers.sentence(children),
                                            children.size() == 1 ? "refers" : "refer"));
                }
            }
        }
    }
}
