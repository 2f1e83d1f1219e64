package dev.signalbox.cli.command;

import dev.signalbox.cli.Exit;
import dev.signalbox.cli.GlobalOptions;
import dev.signalbox.cli.Line;
import dev.signalbox.cli.json.Node;
import dev.signalbox.cli.server.Server;
import dev.signalbox.cli.text.StatusText;
import dev.signalbox.cli.text.Times;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "status",
        header = "Where a database stands: version, pending migrations, drift, lock.",
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
        var server = global.server();
        var statuses = statuses(server);
        if (global.console().json()) {
            global.console().document(database == null ? statuses : statuses.getFirst());
        }
        if (statuses.isEmpty()) {
            global.console()
                    .note(
                            Line.warning(
                                    "No database is configured. Name one in signalbox.yml;"
                                            + " `signalbox init` writes it."));
        }
        var times = Times.here();
        var odd = false;
        for (var status : statuses) {
            global.console().results(StatusText.lines(status, verbose, times));
            odd |= StatusText.hasFindings(status);
        }
        return odd ? Exit.FINDINGS : Exit.DONE;
    }

    private List<Node> statuses(Server server) {
        if (database != null) {
            return List.of(status(server, database));
        }
        var statuses = new ArrayList<Node>();
        for (var known : server.json("/planner/databases").items()) {
            statuses.add(status(server, known.text("id")));
        }
        return statuses;
    }

    private static Node status(Server server, String id) {
        return server.json("/planner/databases/" + Server.encoded(id));
    }
}
