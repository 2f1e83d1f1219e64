package dev.signalbox.analysis.rule;

import dev.signalbox.analysis.replay.Replayed;
import dev.signalbox.analysis.replay.Step;
import dev.signalbox.analysis.source.Place;
import dev.signalbox.sql.StatementKind.CreateIndex;
import java.util.Locale;

/** Indexes are called idx_table_columns. */
final class IndexNameRule implements Rule {

    @Override
    public RuleDescription description() {
        return RuleDescription.info(
                "index-name",
                "An index that is not called idx_<table>_<columns>",
                "Indexes share one name space; a name that begins with its table meets no other,"
                        + " and an error that names it says where to look.",
                "Call it idx_<table>_<columns>.");
    }

    @Override
    public void check(Replayed migration, Project project, Reporter report) {
        for (Step step : migration.up()) {
            if (step.kind() instanceof CreateIndex create
                    && !create.index().startsWith(prefix(create.table()))) {
                report.at(
                        Place.name(step.statement(), create.index()),
                        "The index %s on %s is not called %s…"
                                .formatted(create.index(), create.table(), prefix(create.table())));
            }
        }
    }

    private static String prefix(String table) {
        return "idx_" + table.toLowerCase(Locale.ROOT) + "_";
    }
}
