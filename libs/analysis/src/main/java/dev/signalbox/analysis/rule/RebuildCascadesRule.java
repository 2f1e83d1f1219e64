package dev.signalbox.analysis.rule;

import dev.signalbox.analysis.replay.Replayed;
import dev.signalbox.analysis.replay.Step;
import dev.signalbox.analysis.schema.ForeignKey;
import dev.signalbox.analysis.schema.Table;
import dev.signalbox.analysis.source.Fix;
import dev.signalbox.analysis.source.Place;
import dev.signalbox.analysis.source.Statement;
import dev.signalbox.sql.StatementKind.DropTable;
import dev.signalbox.sql.migration.ForeignKeys;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A rebuild that takes other tables' rows along. */
final class RebuildCascadesRule implements Rule {

    @Override
    public RuleDescription description() {
        return RuleDescription.error(
                        "rebuild-cascades",
                        "A rebuild of a table that others refer to, while foreign keys may be"
                                + " enforced",
                        "DROP TABLE first deletes all rows, which runs the ON DELETE of every table"
                                + " that refers to it: CASCADE deletes their rows, SET NULL empties"
                                + " them, without an error. Signalbox notices at run time and rolls"
                                + " back.",
                        "Write PRAGMA foreign_keys=OFF; as the section's first statement: it is set"
                                + " before the transaction, and the references are checked before"
                                + " it is committed.")
                .withFix();
    }

    @Override
    public void check(Replayed migration, Project project, Reporter report) {
        if (migration.foreignKeys() == ForeignKeys.OFF) {
            return;
        }
        for (Rebuild rebuild : Rebuild.of(migration)) {
            @Nullable Step drop = rebuild.drop();
            if (drop != null && drop.kind() instanceof DropTable dropped) {
                List<Table> children =
                        drop.before().referringTo(dropped.table()).stream()
                                .filter(child -> migration.after().hasTable(child.name()))
                                .filter(child -> migration.before().hasTable(child.name()))
                                .toList();
                if (!children.isEmpty()) {
                    report.at(
                            Place.of(drop.statement()),
                            message(rebuild, dropped.table(), children),
                            fix(migration));
                }
            }
        }
    }

    private static String message(Rebuild rebuild, String dropped, List<Table> children) {
        List<String> effects =
                children.stream()
                        .flatMap(
                                child ->
                                        child.foreignKeys().stream()
                                                .filter(
                                                        key ->
                                                                key.parent()
                                                                        .equalsIgnoreCase(dropped))
                                                .map(key -> effect(child, key)))
                        .distinct()
                        .toList();
        return "Where foreign keys are enforced, rebuilding "
                + rebuild.old().name()
                + " "
                + Identifiers.sentence(effects)
                + ".";
    }

    private static String effect(Table child, ForeignKey key) {
        return switch (key.onDelete()) {
            case "CASCADE" -> "deletes the rows of " + child.name();
            case "SET NULL", "SET DEFAULT" ->
                    "empties " + child.name() + "." + String.join(", ", key.columns());
            default -> "fails over the rows of " + child.name();
        };
    }

    private static @Nullable Fix fix(Replayed migration) {
        Statement first = migration.up().getFirst().statement();
        return migration.foreignKeys() == ForeignKeys.UNSPECIFIED && first.isAsWritten()
                ? new Fix(
                        "Switch foreign keys off for this section",
                        List.of(first.insertAbove(List.of("PRAGMA foreign_keys=OFF"))))
                : null;
    }
}
