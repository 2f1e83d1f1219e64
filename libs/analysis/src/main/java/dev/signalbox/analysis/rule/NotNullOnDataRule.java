package dev.signalbox.analysis.rule;

import dev.signalbox.analysis.replay.Replayed;
import dev.signalbox.analysis.replay.Step;
import dev.signalbox.analysis.schema.Column;
import dev.signalbox.analysis.schema.Table;
import dev.signalbox.analysis.source.Place;
import dev.signalbox.analysis.source.Statement;
import dev.signalbox.sql.StatementKind.Other;
import dev.signalbox.sql.StatementKind.Update;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A rebuild makes a column NOT NULL that may hold NULLs. */
final class NotNullOnDataRule implements Rule {

    private static final List<String> FILLING = List.of("COALESCE", "IFNULL", "CASE", "IIF");

    @Override
    public RuleDescription description() {
        return RuleDescription.warning(
                "not-null-on-data",
                "A rebuild that makes a column NOT NULL and copies it as it is; ALTER COLUMN … SET"
                        + " NOT NULL; each without an UPDATE of the table before",
                "It fails where a row has NULL in the column.",
                "Copy coalesce(column, value), or UPDATE the rows with NULL before.");
    }

    @Override
    public void check(Replayed migration, Project project, Reporter report) {
        checkAlter(migration, report);
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

    /** {@code ALTER COLUMN … SET NOT NULL}, of a table that may have rows. */
    private static void checkAlter(Replayed migration, Reporter report) {
        boolean updated = false;
        for (Step step : migration.up()) {
            updated |= step.kind() instanceof Update;
            if (step.ran()
                    && step.kind() instanceof Other other
                    && other.verb().equals("ALTER")
                    && !updated) {
                tightened(migration, step)
                        .ifPresent(
                                column ->
                                        report.at(
                                                Place.name(step.statement(), column),
                                                "This fails if a row has no " + column + "."));
            }
        }
    }

    private static Optional<String> tightened(Replayed migration, Step step) {
        for (Table now : step.after().tablesOtherThanIn(step.before())) {
            @Nullable Table before = step.before().table(now.name());
            if (before != null && migration.before().hasTable(now.name())) {
                return now.columns().stream()
                        .filter(Column::notNull)
                        .map(Column::name)
                        .filter(name -> before.column(name).filter(c -> !c.notNull()).isPresent())
                        .findFirst();
            }
        }
        return Optional.empty();
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
