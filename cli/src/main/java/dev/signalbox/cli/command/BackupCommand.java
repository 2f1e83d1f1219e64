package dev.signalbox.cli.command;

import dev.signalbox.cli.Exit;
import dev.signalbox.cli.Failure;
import dev.signalbox.cli.GlobalOptions;
import dev.signalbox.cli.Line;
import dev.signalbox.cli.json.Node;
import dev.signalbox.cli.server.Pause;
import dev.signalbox.cli.server.Server;
import dev.signalbox.cli.text.Amounts;
import dev.signalbox.cli.text.Ending;
import dev.signalbox.cli.text.FindingText;
import dev.signalbox.cli.text.SnapshotText;
import dev.signalbox.cli.text.Times;
import java.util.LinkedHashMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "backup",
        header = "Take a snapshot of a database now; list, show and verify snapshots.",
        description = "A consistent copy, taken beside writers, checksummed and listed.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  signalbox backup kb --reason 'before the weekend'",
            "  signalbox backup list kb",
            "  signalbox backup show 0197f000-0000-7000-8000-000000000003",
            "  signalbox backup verify 0197f000-0000-7000-8000-000000000003"
        },
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            Exit.DONE_TEXT,
            "1:the snapshot failed",
            Exit.USAGE_TEXT,
            Exit.FINDINGS_TEXT,
            Exit.UNREACHABLE_TEXT
        })
final class BackupCommand implements Callable<Integer> {

    private static final int POLL_MILLIS = 100;
    // From REST through Kafka and back; a service that needs longer is in trouble.
    private static final int UNKNOWN_MILLIS = 20_000;
    private static final int LINE_MILLIS = 3_000;

    private final GlobalOptions global;

    @Parameters(
            arity = "0..1",
            paramLabel = "database",
            description = "The database's id; may be left out where there is one.")
    private @Nullable String database;

    @Option(names = "--reason", paramLabel = "R", description = "Why, for the trail.")
    private @Nullable String reason;

    BackupCommand(GlobalOptions global) {
        this.global = global;
    }

    @Override
    public Integer call() {
        var server = global.server();
        var request = new LinkedHashMap<String, Object>();
        request.put("database", Databases.of(server).named(database));
        if (reason != null && !reason.isBlank()) {
            request.put("reason", reason);
        }
        var event = server.post("/backup/snapshots", request).text("event");
        var result = await(server, event);
        global.console().clearLive();
        if (global.console().json()) {
            global.console().document(result);
        }
        var findings = result.items("findings");
        return switch (result.text("state")) {
            case "COMPLETED" -> {
                global.console().results(SnapshotText.lines(result.get("manifest"), Times.here()));
                yield Exit.DONE;
            }
            case "REFUSED" -> {
                var refused = Ending.of("REFUSED", result, Node.ABSENT);
                refused.lines().forEach(global.console()::note);
                yield refused.exit();
            }
            default -> {
                global.console().note(Line.bad("The snapshot failed:"));
                FindingText.lines(findings).forEach(global.console()::note);
                yield Exit.FAILED;
            }
        };
    }

    private Node await(Server server, String event) {
        var path = "/backup/requests/" + Server.encoded(event);
        var sinceLine = 0;
        for (var unknown = 0; ; sinceLine += POLL_MILLIS) {
            var reply = server.get(path);
            if (reply.status() == 404) {
                unknown += POLL_MILLIS;
                if (unknown > UNKNOWN_MILLIS) {
                    throw new Failure(
                            Exit.UNREACHABLE,
                            "The backup service has not taken up request " + event,
                            "See `signalbox audit query --type snapshot.` and the service's log.");
                }
            } else {
                var state = reply.orFail(path);
                switch (state.text("state")) {
                    case "COMPLETED", "FAILED", "REFUSED" -> {
                        return state;
                    }
                    default -> sinceLine = show(state, sinceLine);
                }
            }
            Pause.millis(POLL_MILLIS);
        }
    }

    private int show(Node state, int sinceLine) {
        var total = state.number("total");
        var text =
                total == 0
                        ? "Taking a snapshot"
                        : "Taking a snapshot  "
                                + Amounts.count(state.number("done"))
                                + " of "
                                + Amounts.count(total)
                                + " pages";
        if (global.console().showsLive()) {
            global.console().live(text);
            return 0;
        }
        if (sinceLine < LINE_MILLIS) {
            return sinceLine;
        }
        global.console().note(Line.plain(text));
        return 0;
    }
}
