package dev.signalbox.analysis.rule;

import dev.signalbox.analysis.replay.Replayed;
import dev.signalbox.analysis.rule.NewForeignKeys.Added;
import dev.signalbox.analysis.schema.Table;
import dev.signalbox.analysis.source.Place;
import org.jspecify.annotations.Nullable;

/** A foreign key to columns that are no key. */
final class ForeignKeyMismatchRule implements Rule {

    @Override
    public RuleDescription description() {
        return RuleDescription.error(
                "foreign-key-mismatch",
                "A foreign key to columns that are neither the primary key nor unique",
                "SQLite accepts the table, and then every write to either table fails with"
                        + " \"foreign key mismatch\" where foreign keys are enforced.",
                "Refer to the primary key, or create a UNIQUE index on the columns referred to.");
    }

    @Override
    public void check(Replayed migration, Project project, Reporter report) {
        for (Added added : NewForeignKeys.of(migration)) {
            @Nullable Table parent = migration.after().table(added.key().parent());
            @Nullable Table last = project.end().table(added.key().parent());
            if (parent != null
                    && last != null
                    && NewForeignKeys.inTheEnd(added, project.end()) != null
                    && !NewForeignKeys.isMatched(added.key(), last)) {
                report.at(
                        Place.name(added.statement(), added.key().parent()),
                        "The foreign key %s (%s) refers to %s (%s), which is no key of that table."
                                .formatted(
                                        added.table().name(),
                                        String.join(", ", added.key().columns()),
                                        parent.name(),
                                        added.key().parentColumns().isEmpty()
                                                ? "its primary key"
                                                : String.join(", ", added.key().parentColumns())));
            }
        }
    }
}
