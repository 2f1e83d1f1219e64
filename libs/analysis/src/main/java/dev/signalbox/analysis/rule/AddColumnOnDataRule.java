package dev.signalbox.analysis.rule;

import dev.signalbox.analysis.replay.Probe;
import dev.signalbox.analysis.replay.Replayed;
import dev.signalbox.analysis.replay.Step;
import dev.signalbox.analysis.schema.Table;
import dev.signalbox.analysis.source.Place;
import dev.signalbox.sql.StatementKind.AddColumn;
import dev.signalbox.sql.migration.ForeignKeys;
import org.jspecify.annotations.Nullable;

/** ADD COLUMN that SQLite accepts only as long as the table is empty. */
final class AddColumnOnDataRule implements Rule {

    @Override
    public RuleDescription description() {
        return RuleDescription.error(
                "add-column-on-data",
                "ADD COLUMN that SQLite refuses once the table has a row: NOT NULL without default,"
                        + " a default that is computed, REFERENCES with a default, a CHECK that"
                        + " the default fails",
                "It passes on every empty database, that of the tests too, and fails in"
                        + " production.",
                "Give a constant default; or add the column without the constraint and fill it; or"
                        + " rebuild the table.");
    }

    @Override
    public void check(Replayed migration, Project project, Reporter report) {
        for (Step step : migration.up()) {
            if (!step.ran()
                    || !(step.kind() instanceof AddColumn add)
                    || !migration.before().hasTable(add.table())) {
                continue;
            }
            @Nullable Table table = step.before().table(add.table());
            if (table == null) {
                continue;
            }
            boolean enforced = migration.foreignKeys() != ForeignKeys.OFF;
            Probe.refusalWithARow(table, step.statement().sql(), enforced)
                    .ifPresent(
                            said ->
                                    report.at(
                                            Place.name(step.statement(), add.column()),
                                            "As soon as %s has a row, SQLite says: %s."
                                                    .formatted(table.name(), said)));
        }
    }
}
