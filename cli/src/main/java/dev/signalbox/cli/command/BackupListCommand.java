package dev.signalbox.cli.command;

import dev.signalbox.cli.Exit;
import dev.signalbox.cli.GlobalOptions;
import dev.signalbox.cli.Line;
import dev.signalbox.cli.server.Server;
import dev.signalbox.cli.text.SnapshotText;
import dev.signalbox.cli.text.Times;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "list",
        header = "List snapshots, newest first.",
        footerHeading = "%nExamples:%n",
        footer = {"  signalbox backup list", "  signalbox backup list kb --json"},
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {Exit.DONE_TEXT, Exit.USAGE_TEXT, Exit.UNREACHABLE_TEXT})
final class BackupListCommand implements Callable<Integer> {

    private final GlobalOptions global;

    @Parameters(arity = "0..1", paramLabel = "database", description = "Only of this one.")
    private @Nullable String database;

    BackupListCommand(GlobalOptions global) {
        this.global = global;
    }

    @Override
    public Integer call() {
        var server = global.server();
        if (database != null) {
            Databases.of(server).named(database);
        }
        var snapshots =
                server.json(
                        "/backup/snapshots"
                                + (database == null
                                        ? ""
                                        : "?database=" + Server.encoded(database)));
        if (global.console().json()) {
            global.console().document(snapshots);
            return Exit.DONE;
        }
        var times = Times.here();
        for (var snapshot : snapshots.items()) {
            global.console().result(SnapshotText.line(snapshot, times));
        }
        if (snapshots.items().isEmpty()) {
            global.console()
                    .note(Line.plain("There is no snapshot yet; signalbox backup takes one."));
        }
        return Exit.DONE;
    }
}
