package dev.signalbox.analysis.rule;

import dev.signalbox.analysis.replay.Replayed;
import dev.signalbox.analysis.replay.Step;
import dev.signalbox.analysis.schema.Schema;
import dev.signalbox.sql.StatementKind;

/** IF NOT EXISTS over something that exists. */
final class AlreadyThereRule implements Rule {

    @Override
    public RuleDescription description() {
        return RuleDescription.warning(
                "already-there",
                "CREATE … IF NOT EXISTS of what an earlier statement made",
                "It does nothing: where the two differ, the first one stays, and no error says so.",
                "Remove the statement, or change what exists by ALTER TABLE or a rebuild.");
    }

    @Override
    public void check(Replayed migration, Project project, Reporter report) {
        for (Step step : migration.up()) {
            String what = step.ran() ? existing(step.kind(), step.before()) : "";
            if (!what.isEmpty()) {
                report.at(
                        step.statement(),
                        "The " + what + " exists already, so that this does nothing.");
            }
        }
    }

    private static String existing(StatementKind kind, Schema before) {
        return switch (kind) {
            case StatementKind.CreateTable it when before.hasTable(it.table()) && !it.temporary() ->
                    "table " + it.table();
            case StatementKind.CreateVirtualTable it when before.hasTable(it.table()) ->
                    "table " + it.table();
            case StatementKind.CreateIndex it when before.ofIndex(it.index()).isPresent() ->
                    "index " + it.index();
            case StatementKind.CreateView it when before.view(it.view()) != null ->
                    "view " + it.view();
            default -> "";
        };
    }
}
