package dev.signalbox.analysis.rule;

import dev.signalbox.analysis.replay.Breakage;
import dev.signalbox.analysis.replay.Replayed;
import dev.signalbox.analysis.replay.Step;
import dev.signalbox.sql.StatementKind.Insert;
import dev.signalbox.sql.StatementKind.Update;

/** Rows that a migration brings along refer to rows that it does not. */
final class MissingRowsRule implements Rule {

    @Override
    public RuleDescription description() {
        return RuleDescription.warning(
                "missing-rows",
                "Rows that a migration inserts and that refer to rows which no migration makes",
                "On a new database the migration fails: its references are checked before it is"
                        + " committed.",
                "Insert the rows referred to before, or insert with SELECT … WHERE EXISTS.");
    }

    @Override
    public void check(Replayed migration, Project project, Reporter report) {
        for (Breakage breakage : migration.breakages()) {
            if (breakage instanceof Breakage.Rows rows) {
                for (Step step : migration.up()) {
                    if (writes(step, rows.name())) {
                        report.at(step.statement(), "On a new database " + rows.message() + ".");
                        break;
                    }
                }
            }
        }
    }

    private static boolean writes(Step step, String table) {
        return switch (step.kind()) {
            case Insert it -> it.table().equalsIgnoreCase(table);
            case Update it -> it.table().equalsIgnoreCase(table);
            default -> false;
        };
    }
}
