package dev.signalbox.analysis.rule;

import dev.signalbox.analysis.replay.Replayed;
import dev.signalbox.analysis.schema.Table;
import dev.signalbox.sql.StatementKind.RenameTable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A rebuild in the wrong order: references follow the old table. */
final class RenamedAwayRule implements Rule {

    @Override
    public RuleDescription description() {
        return RuleDescription.error(
                "renamed-away",
                "A rebuild that renames the old table away while others refer to it",
                "SQLite renames it in their foreign keys, too: they refer to the old table from"
                        + " then on, and to nothing when it is dropped.",
                "In this order: create the new table under another name, copy, drop the old one,"
                        + " rename the new one.");
    }

    @Override
    public void check(Replayed migration, Project project, Reporter report) {
        for (Rebuild rebuild : Rebuild.of(migration)) {
            if (rebuild.manner() == Rebuild.Manner.RENAMED_AWAY
                    && rebuild.removal().kind() instanceof RenameTable rename) {
                List<String> astray =
                        migration.before().referringTo(rename.table()).stream()
                                .map(Table::name)
                                .filter(child -> isAstray(migration.after().table(child), rename))
                                .toList();
                if (!astray.isEmpty()) {
                    report.at(
                            rebuild.removal().statement(),
                            "The foreign keys of %s now refer to %s, no longer to %s."
                                    .formatted(
                                            Identifiers.sentence(astray),
                                            rename.newName(),
                                            rename.table()));
                }
            }
        }
    }

    private static boolean isAstray(@Nullable Table child, RenameTable rename) {
        return child != null && child.refersTo(rename.newName());
    }
}
