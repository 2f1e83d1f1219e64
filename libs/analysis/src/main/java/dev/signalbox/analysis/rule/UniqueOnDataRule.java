package dev.signalbox.analysis.rule;

import dev.signalbox.analysis.replay.Replayed;
import dev.signalbox.analysis.replay.Step;
import dev.signalbox.analysis.schema.Index;
import dev.signalbox.analysis.schema.Table;
import dev.signalbox.analysis.source.Place;
import dev.signalbox.sql.StatementKind.CreateIndex;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A unique index on a table that may have rows. */
final class UniqueOnDataRule implements Rule {

    @Override
    public RuleDescription description() {
        return RuleDescription.warning(
                "unique-on-data",
                "CREATE UNIQUE INDEX on a table that earlier migrations made",
                "It fails where the table has two rows with the same values.",
                "Look for duplicates before, and remove them in the same migration.");
    }

    @Override
    public void check(Replayed migration, Project project, Reporter report) {
        for (Step step : migration.up()) {
            if (step.ran()
                    && step.kind() instanceof CreateIndex create
                    && create.unique()
                    && migration.before().hasTable(create.table())
                    && Rebuild.of(migration).stream()
                            .noneMatch(r -> r.now().name().equalsIgnoreCase(create.table()))) {
                report.at(
                        Place.of(step.statement()),
                        "The index %s fails if %s has duplicates."
                                .formatted(create.index(), create.table()),
                        remedy(create, step.after().table(create.table())),
                        null);
            }
        }
    }

    private String remedy(CreateIndex create, @Nullable Table table) {
        List<String> columns =
                table == null
                        ? List.of()
                        : table.indexes().stream()
                                .filter(index -> index.name().equalsIgnoreCase(create.index()))
                                .map(Index::columns)
                                .findFirst()
                                .orElse(List.of());
        if (columns.isEmpty() || columns.contains("")) {
            return description().remedy();
        }
        String list = Identifiers.list(columns);
        return "Look for them before: SELECT %s, count(*) FROM %s GROUP BY %s HAVING count(*) > 1;"
                .formatted(list, Identifiers.quoted(create.table()), list);
    }
}
