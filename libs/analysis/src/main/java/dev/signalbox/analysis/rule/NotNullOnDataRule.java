package dev.signalbox.analysis.rule;

import dev.signalbox.analysis.replay.Replayed;
import dev.signalbox.analysis.replay.Step;
import dev.signalbox.analysis.schema.Column;
import dev.signalbox.analysis.source.Statement;
import dev.signalbox.sql.StatementKind.Update;
import java.util.List;

/** A rebuild makes a column NOT NULL that may hold NULLs. */
final class NotNullOnDataRule implements Rule {

    private static final List<String> FILLING = List.of("COALESCE", "IFNULL", "CASE", "IIF");

    @Override
    public RuleDescription description() {
        return RuleDescription.warning(
                "not-null-on-data",
                "A rebuild that makes a column NOT NULL and copies it as it is",
                "The copy fails where a row has NULL in the column.",
                "Copy coalesce(column, value), or UPDATE the rows with NULL before.");
    }

    @Override
    public void check(Replayed migration, Project project, Reporter report) {
        for (Rebuild rebuild : Rebuild.of(migration)) {
            List<String> tightened =
                    rebuild.now().columns().stream()
                            .filter(Column::notNull)
                            .map(Column::name)
                            .filter(
                                    name ->
                                            rebuild.old()
                                                    .column(name)
                                                    .filter(old -> !old.notNull())
                                                    .filter(old -> old.primaryKey() == 0)
                                                    .isPresent())
                            .toList();
            boolean filled =
                    rebuild.copies().stream().anyMatch(copy -> fills(copy.statement()))
                            || migration.up().stream().anyMatch(step -> updates(step, rebuild));
            if (!tightened.isEmpty() && !rebuild.copies().isEmpty() && !filled) {
                report.at(
                        rebuild.copies().getFirst().statement(),
                        "Copying %s fails if a row has no %s."
                                .formatted(rebuild.old().name(), Identifiers.sentence(tightened)));
            }
        }
    }

    private static boolean fills(Statement copy) {
        return FILLING.stream().anyMatch(copy.tokens()::has)
                || copy.tokens().has("NOTNULL")
                || copy.tokens().has("WHERE");
    }

    private static boolean updates(Step step, Rebuild rebuild) {
        return step.kind() instanceof Update update
                && update.table().equalsIgnoreCase(rebuild.old().name());
    }
}
