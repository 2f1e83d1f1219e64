package dev.signalbox.analysis.rule;

import dev.signalbox.analysis.replay.Replayed;
import dev.signalbox.analysis.rule.NewForeignKeys.Added;
import dev.signalbox.analysis.schema.Table;
import dev.signalbox.analysis.source.Fix;
import dev.signalbox.analysis.source.Place;
import dev.signalbox.sql.StatementKind.CreateTable;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A foreign key whose own columns no index begins with. */
final class UnindexedForeignKeyRule implements Rule {

    @Override
    public RuleDescription description() {
        return RuleDescription.warning(
                        "unindexed-foreign-key",
                        "A foreign key whose columns no index of its table begins with, in this"
                                + " migration or a later one",
                        "Deleting or changing a row of the other table reads this one from"
                                + " beginning to end, for each row.",
                        "Create an index on the columns.")
                .withFix();
    }

    @Override
    public void check(Replayed migration, Project project, Reporter report) {
        for (Added added : NewForeignKeys.of(migration)) {
            @Nullable Table end = NewForeignKeys.inTheEnd(added, project.end());
            if (end != null && !NewForeignKeys.isIndexed(end, added.key())) {
                report.at(
                        Place.name(added.statement(), added.key().columns().getFirst()),
                        "The foreign key %s (%s) to %s has no index."
                                .formatted(
                                        end.name(),
                                        String.join(", ", added.key().columns()),
                                        added.key().parent()),
                        fix(added, end, project));
            }
        }
    }

    /**
     * Only with the table itself: where DOWN drops a column, an index on it would be in the way.
     */
    private static @Nullable Fix fix(Added added, Table table, Project project) {
        List<String> columns = added.key().columns();
        String index =
                ("idx_" + table.name() + "_" + String.join("_", columns)).toLowerCase(Locale.ROOT);
        boolean byItself =
                added.statement().kind() instanceof CreateTable create
                        && create.table().equalsIgnoreCase(table.name());
        if (!byItself
                || !added.statement().isAsWritten()
                || project.end().ofIndex(index).isPresent()) {
            return null;
        }
        String sql =
                "CREATE INDEX %s ON %s (%s)"
                        .formatted(
                                Identifiers.quoted(index),
                                Identifiers.quoted(table.name()),
                                Identifiers.list(columns));
        return new Fix(
                "Create the index " + index, List.of(added.statement().insertBelow(List.of(sql))));
    }
}
