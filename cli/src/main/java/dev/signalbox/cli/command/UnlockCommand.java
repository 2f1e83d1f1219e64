package dev.signalbox.cli.command;

import dev.signalbox.cli.Console;
import dev.signalbox.cli.Exit;
import dev.signalbox.cli.Failure;
import dev.signalbox.cli.GlobalOptions;
import dev.signalbox.cli.Line;
import dev.signalbox.cli.json.Node;
import dev.signalbox.cli.server.ExecutorRequests;
import dev.signalbox.cli.server.Server;
import dev.signalbox.cli.text.FindingText;
import dev.signalbox.cli.text.LockText;
import dev.signalbox.cli.text.Times;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "unlock",
        header = "Take a database's migration lock from whoever holds it, and free it.",
        description =
                "Shows the holder, since when, and what was done last. Safe while the holder lives:"
                        + " it cannot write any more, and notices. A lock whose holder is gone ends"
                        + " by itself soon.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  signalbox unlock kb --reason 'host-2 is gone'",
            "  signalbox unlock --reason 'host-2 is gone' --yes"
        },
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            "0:it is free, or nobody held it",
            Exit.USAGE_TEXT,
            Exit.FINDINGS_TEXT,
            Exit.UNREACHABLE_TEXT
        })
final class UnlockCommand implements Callable<Integer> {

    private final GlobalOptions global;

    @Parameters(
            arity = "0..1",
            paramLabel = "database",
            description = "The database's id; may be left out where there is one.")
    private @Nullable String database;

    @Option(names = "--reason", paramLabel = "R", description = "Why, for the trail. Required.")
    private @Nullable String reason;

    @Option(names = "--yes", description = "Answer questions with yes.")
    private boolean yes;

    UnlockCommand(GlobalOptions global) {
        this.global = global;
    }

    @Override
    public Integer call() {
        var server = global.server();
        var id = Databases.of(server).named(database);
        var status = server.json("/planner/databases/" + Server.encoded(id));
        if (!status.has("lock")) {
            return free(id, Node.ABSENT);
        }
        LockText.lines(status, true, Times.here()).forEach(console()::note);
        var why = RequiredReason.of(console(), reason);
        if (!yes) {
            askOrRefuse(status.get("lock").text("holder"), id);
        }
        var requests = new ExecutorRequests(server);
        return await(requests, id, requests.send("unlock", Map.of("database", id, "reason", why)));
    }

    private void askOrRefuse(String holder, String id) {
        if (!console().canAsk()) {
            throw Failure.usage(
                    holder + " holds " + id + ", and nobody can be asked", "Add --yes to agree.");
        }
        if (!console().agrees("Take the lock of " + id + " from " + holder + "?")) {
            throw Failure.usage(
                    "Nothing was done", "Wait for it: signalbox status " + id + " shows the lock.");
        }
    }

    private int await(ExecutorRequests requests, String id, String event) {
        var waiting = new Waiting(console(), "Taking the lock of " + id);
        while (true) {
            var answer = requests.state(event);
            switch (answer.text("state")) {
                case "DONE" -> {
                    return free(id, answer.get("lock"));
                }
                case "REFUSED" -> {
                    return refused(answer);
                }
                default -> waiting.tick(false);
            }
        }
    }

    /**
     * @param lock from whom it was taken; absent when nobody held it
     */
    private int free(String id, Node lock) {
        console().clearLive();
        var taken = lock.has("holder");
        if (console().json()) {
            console()
                    .document(
                            taken
                                    ? Map.of("database", id, "released", true, "lock", lock)
                                    : Map.of("database", id, "released", false));
        }
        console()
                .result(
                        taken
                                ? Line.good(
                                        "The lock of "
                                                + id
                                                + " is free; "
                                                + lock.text("holder")
                                                + " cannot write any more.")
                                : Line.plain("Nobody holds the lock of " + id + "."));
        return Exit.DONE;
    }

    private int refused(Node answer) {
        console().clearLive();
        if (console().json()) {
            console().document(answer);
        }
        console().note(Line.bad("Refused, and nothing was changed:"));
        FindingText.lines(answer.items("findings")).forEach(console()::note);
        return Exit.FINDINGS;
    }

    private Console console() {
        return global.console();
    }
}
