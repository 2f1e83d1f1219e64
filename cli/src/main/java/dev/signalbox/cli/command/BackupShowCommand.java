package dev.signalbox.cli.command;

import dev.signalbox.cli.Exit;
import dev.signalbox.cli.GlobalOptions;
import dev.signalbox.cli.server.Server;
import dev.signalbox.cli.text.SnapshotText;
import dev.signalbox.cli.text.Times;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "show",
        header = "Show a snapshot's manifest.",
        footerHeading = "%nExamples:%n",
        footer = "  signalbox backup show 0197f000-0000-7000-8000-000000000003",
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {Exit.DONE_TEXT, Exit.USAGE_TEXT, Exit.UNREACHABLE_TEXT})
final class BackupShowCommand implements Callable<Integer> {

    private final GlobalOptions global;

    @Parameters(paramLabel = "id", description = "The snapshot's id.")
    private String id = "";

    BackupShowCommand(GlobalOptions global) {
        this.global = global;
    }

    @Override
    public Integer call() {
        var snapshot = global.server().json("/backup/snapshots/" + Server.encoded(id));
        if (global.console().json()) {
            global.console().document(snapshot);
        }
        global.console().results(SnapshotText.lines(snapshot, Times.here()));
        return Exit.DONE;
    }
}
