package dev.signalbox.cli.command;

import dev.signalbox.cli.Exit;
import dev.signalbox.cli.GlobalOptions;
import dev.signalbox.cli.text.HealthText;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "health",
        header = "Say how a database is: integrity, performance, features.",
        description = {
            "Integrity is OK or FAILED, performance OK or DEGRADED, features OK or PARTIAL; each with"
                    + " its reasons, and what to do. Only reads, but for the lock of writers, which"
                    + " it takes for a moment.",
            "With --json: the report as an object; without a name, a list of all."
        },
        footerHeading = "%nExamples:%n",
        footer = {"  signalbox health", "  signalbox health kb --json"},
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            "0:all is OK",
            Exit.USAGE_TEXT,
            "3:something is not; it is named",
            Exit.UNREACHABLE_TEXT
        })
final class HealthCommand implements Callable<Integer> {

    private final GlobalOptions global;

    @Parameters(
            arity = "0..1",
            paramLabel = "database",
            description = "The database's id. Default: all.")
    private @Nullable String database;

    HealthCommand(GlobalOptions global) {
        this.global = global;
    }

    @Override
    public Integer call() {
        var found = false;
        for (var view : new DatabaseViews(global).show(database, "/health")) {
            global.console().results(HealthText.lines(view));
            found |= !HealthText.isOk(view);
        }
        return found ? Exit.FINDINGS : Exit.DONE;
    }
}
