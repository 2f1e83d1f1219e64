package dev.signalbox.cli.command;

import dev.signalbox.cli.Exit;
import dev.signalbox.cli.GlobalOptions;
import dev.signalbox.cli.server.Server;
import dev.signalbox.cli.text.AnalysisText;
import dev.signalbox.cli.text.Times;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "analyze",
        header = "Say how long a migration took: by step, against estimate and history.",
        description = {
            "All that was tried with it, the newest first: time, rows, rows a second; its estimate,"
                    + " the run's other steps, waits for locks, and the time on other databases; then"
                    + " what took longest and what would help.",
            "With --json: the report as an object."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  signalbox analyze 003",
            "  signalbox analyze 003_mvp3_code_analysis kb --json"
        },
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {Exit.DONE_TEXT, Exit.USAGE_TEXT, Exit.UNREACHABLE_TEXT})
final class AnalyzeCommand implements Callable<Integer> {

    private final GlobalOptions global;

    @Parameters(
            index = "0",
            paramLabel = "migration",
            description = "A version, or a file's name without .sql.")
    private String migration = "";

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "database",
            description = "The database's id; may be left out where there is one.")
    private @Nullable String database;

    AnalyzeCommand(GlobalOptions global) {
        this.global = global;
    }

    @Override
    public Integer call() {
        var server = global.server();
        var id = Databases.of(server).named(database);
        var report =
                server.json(
                        "/planner/databases/%s/migrations/%s/analysis"
                                .formatted(Server.encoded(id), Server.encoded(migration)));
        if (global.console().json()) {
            global.console().document(report);
        } else {
            global.console().results(AnalysisText.lines(report, Times.here()));
        }
        return Exit.DONE;
    }
}
