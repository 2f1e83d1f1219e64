package dev.signalbox.analysis.rule;

import dev.signalbox.analysis.replay.Replayed;
import dev.signalbox.analysis.replay.Step;
import dev.signalbox.analysis.source.Place;
import dev.signalbox.analysis.source.Tokens;
import dev.signalbox.sql.StatementKind.CreateTable;
import java.util.Locale;

/** Foreign keys that have a name are called fk_table_column. */
final class ForeignKeyNameRule implements Rule {

    @Override
    public RuleDescription description() {
        return RuleDescription.info(
                "foreign-key-name",
                "A named foreign key that is not called fk_<table>_<column>",
                "The name is all that a later migration, or an error of another database, has to"
                        + " find it by.",
                "Call it fk_<table>_<column>.");
    }

    @Override
    public void check(Replayed migration, Project project, Reporter report) {
        for (Step step : migration.up()) {
            if (step.kind() instanceof CreateTable create) {
                Tokens tokens = step.statement().tokens();
                String prefix = "fk_" + create.table().toLowerCase(Locale.ROOT) + "_";
                for (int at = tokens.find("CONSTRAINT", 0);
                        at >= 0;
                        at = tokens.find("CONSTRAINT", at + 1)) {
                    boolean key = tokens.is(at + 2, "FOREIGN") || tokens.is(at + 2, "REFERENCES");
                    if (key && !tokens.name(at + 1).startsWith(prefix)) {
                        report.at(
                                Place.token(step.statement(), tokens.from(at + 1)),
                                "The foreign key %s of %s is not called %s…"
                                        .formatted(tokens.name(at + 1), create.table(), prefix));
                    }
                }
            }
        }
    }
}
