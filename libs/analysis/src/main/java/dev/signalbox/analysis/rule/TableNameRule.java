package dev.signalbox.analysis.rule;

import dev.signalbox.analysis.replay.Replayed;
import dev.signalbox.analysis.replay.Step;
import dev.signalbox.analysis.schema.Table;
import dev.signalbox.analysis.source.Place;
import java.util.regex.Pattern;

/** Tables are called lower_snake_case. */
final class TableNameRule implements Rule {

    private static final Pattern SNAKE = Pattern.compile("_*[a-z][a-z0-9]*(_+[a-z0-9]+)*");

    @Override
    public RuleDescription description() {
        return RuleDescription.info(
                "table-name",
                "A new table whose name is not lower_snake_case",
                "SQLite does not tell letter case apart, other databases do, and then every use has"
                        + " to quote the name.",
                "Use lower case, with underscores between the words.");
    }

    @Override
    public void check(Replayed migration, Project project, Reporter report) {
        for (Step step : migration.up()) {
            for (Table table : step.after().tablesOtherThanIn(step.before())) {
                if (!step.before().hasTable(table.name())
                        && migration.after().hasTable(table.name())
                        && table.type() != Table.Type.SHADOW
                        && !SNAKE.matcher(table.name()).matches()) {
                    report.at(
                            Place.name(step.statement(), table.name()),
                            "The table " + table.name() + " is not called lower_snake_case.");
                }
            }
        }
    }
}
