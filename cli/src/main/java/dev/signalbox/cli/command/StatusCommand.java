package dev.signalbox.cli.command;

import dev.signalbox.cli.Exit;
import dev.signalbox.cli.GlobalOptions;
import dev.signalbox.cli.text.StatusText;
import dev.signalbox.cli.text.Times;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "status",
        header = "Where a database stands: version, pending migrations, drift, lock, ways out.",
        description = "With --json: the database as an object; without a name, a list of all.",
        footerHeading = "%nExamples:%n",
        footer = {"  signalbox status", "  signalbox status kb --verbose"},
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {Exit.DONE_TEXT, Exit.USAGE_TEXT, Exit.FINDINGS_TEXT, Exit.UNREACHABLE_TEXT})
final class StatusCommand implements Callable<Integer> {

    private final GlobalOptions global;

    @Parameters(
            arity = "0..1",
            paramLabel = "database",
            description = "The database's id. Default: all.")
    private @Nullable String database;

    @Option(names = "--verbose", description = "Name every migration, applied and pending.")
    private boolean verbose;

    StatusCommand(GlobalOptions global) {
        this.global = global;
    }

    @Override
    public Integer call() {
        var times = Times.here();
        var odd = false;
        for (var status : new DatabaseViews(global).show(database, "")) {
            global.console().results(StatusText.lines(status, verbose, times));
            odd |= StatusText.hasFindings(status);
        }
        return odd ? Exit.FINDINGS : Exit.DONE;
    }
}
