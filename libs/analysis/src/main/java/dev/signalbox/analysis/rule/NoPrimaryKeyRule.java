package dev.signalbox.analysis.rule;

import dev.signalbox.analysis.replay.Replayed;
import dev.signalbox.analysis.replay.Step;
import dev.signalbox.analysis.schema.Index;
import dev.signalbox.analysis.schema.Table;
import dev.signalbox.analysis.source.Place;
import dev.signalbox.sql.StatementKind.CreateTable;
import org.jspecify.annotations.Nullable;

/** Rows that nothing tells apart. */
final class NoPrimaryKeyRule implements Rule {

    @Override
    public RuleDescription description() {
        return RuleDescription.warning(
                "no-primary-key",
                "A new table without primary key and without a unique index",
                "No row can be named: neither foreign keys nor a comparison of two databases can"
                        + " refer to one.",
                "Declare a PRIMARY KEY; id INTEGER PRIMARY KEY costs nothing, it is the rowid.");
    }

    @Override
    public void check(Replayed migration, Project project, Reporter report) {
        for (Step step : migration.up()) {
            if (step.kind() instanceof CreateTable create
                    && !create.temporary()
                    && !step.before().hasTable(create.table())) {
                @Nullable Table table = migration.after().table(create.table());
                if (table != null
                        && table.isOrdinary()
                        && table.primaryKey().isEmpty()
                        && table.indexes().stream().noneMatch(Index::unique)) {
                    report.at(
                            Place.name(step.statement(), create.table()),
                            "The table " + table.name() + " has no primary key.");
                }
            }
        }
    }
}
