package dev.signalbox.analysis.rule;

import dev.signalbox.analysis.replay.Replayed;
import dev.signalbox.analysis.replay.Step;
import dev.signalbox.sql.StatementKind;
import dev.signalbox.sql.migration.DataVolume;
import dev.signalbox.sql.migration.MigrationMetadata;

/** Work on a table that its author calls large, without a word on how long it takes. */
final class LargeTableRule implements Rule {

    @Override
    public RuleDescription description() {
        return RuleDescription.warning(
                "large-table",
                "dataVolume large, and a statement that reads or writes a whole table, without"
                        + " estimatedDuration or requiresDowntime",
                "SQLite has one writer: every other write waits until the transaction ends.",
                "Try it on a copy and write estimatedDuration into the metadata, or"
                        + " requiresDowntime.");
    }

    @Override
    public void check(Replayed migration, Project project, Reporter report) {
        MigrationMetadata metadata = migration.migration().metadata();
        if (metadata.dataVolume() != DataVolume.LARGE
                || metadata.estimatedDuration() != null
                || metadata.requiresDowntime()) {
            return;
        }
        migration.up().stream()
                .filter(step -> isWhole(migration, step))
                .findFirst()
                .ifPresent(
                        step ->
                                report.at(
                                        step.statement(),
                                        "This goes through a whole table of a large database, and"
                                                + " nothing says how long it takes."));
    }

    private static boolean isWhole(Replayed migration, Step step) {
        return switch (step.kind()) {
            case StatementKind.CreateIndex it -> migration.before().hasTable(it.table());
            case StatementKind.Update it -> migration.before().hasTable(it.table());
            case StatementKind.Delete it -> migration.before().hasTable(it.table());
            case StatementKind.DropColumn it -> migration.before().hasTable(it.table());
            case StatementKind.DropTable it -> migration.before().hasTable(it.table());
            case StatementKind.Insert it -> it.fromQuery();
            default -> false;
        };
    }
}
