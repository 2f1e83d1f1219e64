package dev.signalbox.analysis.rule;

import dev.signalbox.analysis.replay.Replayed;
import dev.signalbox.analysis.rule.NewForeignKeys.Added;
import dev.signalbox.analysis.schema.Table;
import dev.signalbox.analysis.source.Place;
import dev.signalbox.sql.Nearest;

/** A foreign key to a table that no migration makes. */
final class UnknownParentRule implements Rule {

    @Override
    public RuleDescription description() {
        return RuleDescription.warning(
                "foreign-key-to-unknown-table",
                "A foreign key to a table that no migration makes",
                "SQLite accepts it; where the table is not there, every INSERT fails with \"no such"
                        + " table\".",
                "Correct the name; where the database has the table before its first migration,"
                        + " suppress this.");
    }

    @Override
    public void check(Replayed migration, Project project, Reporter report) {
        for (Added added : NewForeignKeys.of(migration)) {
            String parent = added.key().parent();
            if (!project.makes(parent) && NewForeignKeys.inTheEnd(added, project.end()) != null) {
                String nearest =
                        Nearest.to(
                                        parent,
                                        project.end().tables().stream().map(Table::name).toList())
                                .map(name -> " Did you mean " + name + "?")
                                .orElse("");
                report.at(
                        Place.name(added.statement(), parent),
                        "The foreign key %s (%s) refers to %s, which no migration makes.%s"
                                .formatted(
                                        added.table().name(),
                                        String.join(", ", added.key().columns()),
                                        parent,
                                        nearest));
            }
        }
    }
}
