package dev.signalbox.analysis.rule;

import dev.signalbox.analysis.replay.Replayed;
import dev.signalbox.analysis.replay.Step;
import dev.signalbox.sql.StatementKind.DropTable;
import dev.signalbox.sql.StatementKind.Pragma;
import dev.signalbox.sql.migration.ForeignKeys;
import java.util.Locale;
import java.util.Set;

/** A pragma that does not protect what it seems to protect. */
final class DeferredKeysRule implements Rule {

    private static final Set<String> ON = Set.of("on", "yes", "true", "1");

    @Override
    public RuleDescription description() {
        return RuleDescription.error(
                "deferred-keys-protect-nothing",
                "PRAGMA defer_foreign_keys around a DROP TABLE of a table that others refer to",
                "It defers only the check. The ON DELETE actions run at once: the rows are gone,"
                        + " and the check at the end finds nothing wrong.",
                "Write PRAGMA foreign_keys=OFF; as the section's first statement instead.");
    }

    @Override
    public void check(Replayed migration, Project project, Reporter report) {
        if (migration.foreignKeys() == ForeignKeys.OFF) {
            return;
        }
        for (Step step : migration.up()) {
            if (step.kind() instanceof Pragma pragma
                    && pragma.name().equals("defer_foreign_keys")
                    && ON.contains(pragma.value().toLowerCase(Locale.ROOT))) {
                migration.up().stream()
                        .filter(DeferredKeysRule::dropsReferenced)
                        .findFirst()
                        .ifPresent(
                                drop ->
                                        report.at(
                                                step.statement(),
                                                "This does not keep the DROP TABLE at line "
                                                        + drop.statement().position().line()
                                                        + " from deleting the rows that refer to"
                                                        + " the table."));
            }
        }
    }

    private static boolean dropsReferenced(Step step) {
        return step.kind() instanceof DropTable drop
                && !step.before().referringTo(drop.table()).isEmpty();
    }
}
