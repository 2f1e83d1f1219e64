package dev.signalbox.cli.command;

import dev.signalbox.cli.Console;
import dev.signalbox.cli.Exit;
import dev.signalbox.cli.Failure;
import dev.signalbox.cli.GlobalOptions;
import dev.signalbox.cli.Line;
import dev.signalbox.cli.json.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "up",
        header = "Migrate a database forward, and watch it to the end.",
        description = {
            "Asks for a plan, which is released where the environment requires no approval, and"
                    + " shows each step as it happens. A run goes on when this command is"
                    + " interrupted."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  signalbox up                       the only database, to the latest version",
            "  signalbox up kb 004 --dry-run      what would be done up to 004",
            "  signalbox up kb --env production --reason 'release 42'",
            "  signalbox up --all --json",
            "  signalbox up kb --detach && signalbox watch"
        },
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            Exit.DONE_TEXT,
            Exit.FAILED_TEXT,
            Exit.USAGE_TEXT,
            Exit.FINDINGS_TEXT,
            Exit.APPROVAL_TEXT,
            Exit.OPERATOR_TEXT,
            Exit.UNREACHABLE_TEXT,
            Exit.INTERRUPTED_TEXT
        })
final class UpCommand implements Callable<Integer> {

    /** With several databases, the one that most needs somebody decides. */
    private static final List<Integer> WORST_FIRST =
            List.of(
                    Exit.NEEDS_OPERATOR,
                    Exit.FAILED,
                    Exit.FINDINGS,
                    Exit.USAGE,
                    Exit.WAITS_FOR_APPROVAL);

    private final GlobalOptions global;

    @Mixin private final PlanOptions options = new PlanOptions();

    @Option(names = "--dry-run", description = "Show the plan only.")
    private boolean dryRun;

    @Option(names = "--all", description = "All databases, one after the other.")
    private boolean all;

    @Option(names = "--detach", description = "Do not wait: say how to follow.")
    private boolean detach;

    @Option(names = "--yes", description = "Answer questions with yes.")
    private boolean yes;

    @Option(names = "--verbose", description = "A line for every event.")
    private boolean verbose;

    UpCommand(GlobalOptions global) {
        this.global = global;
    }

    @Override
    public Integer call() {
        if (all && options.namesDatabase()) {
            throw Failure.usage("--all and a database are given", "Give one of them.");
        }
        if (options.dangerous() && !dryRun) {
            askOrRefuse();
        }
        var server = global.server();
        var databases = Databases.of(server);
        var runner = new PlanRunner(global, server);
        var uploaded = options.upload(global, server);
        if (!all) {
            var done =
                    one(
                            runner,
                            options.request(global, options.operands(databases), dryRun, uploaded));
            if (console().json()) {
                console().document(done.view());
            }
            return done.exit();
        }
        var ended = new ArrayList<Ended>();
        for (var id : databases.ids()) {
            var operands = new Databases.Operands(id, options.target());
            ended.add(one(runner, options.request(global, operands, dryRun, uploaded)));
        }
        return summary(ended);
    }

    /** How it went with one database. */
    private record Ended(String database, int exit, Object view, String state) {}

    private Ended one(PlanRunner runner, PlanRequest request) {
        if (dryRun) {
            return ended(request.database(), runner.planned(request));
        }
        var plan = runner.send(request);
        if (detach) {
            console().result(Line.plain(plan));
            console().note(Line.faint("Follow it: signalbox watch " + plan));
            return new Ended(
                    request.database(),
                    Exit.DONE,
                    Map.of("plan", plan, "database", request.database(), "state", "REQUESTED"),
                    "REQUESTED");
        }
        return ended(request.database(), runner.follow(plan, verbose));
    }

    private static Ended ended(String database, PlanRunner.Done done) {
        Node view = done.view();
        return new Ended(database, done.ending().exit(), view, view.text("state"));
    }

    private int summary(List<Ended> ended) {
        if (console().json()) {
            console().document(ended.stream().map(Ended::view).toList());
        }
        if (ended.isEmpty()) {
            throw Failure.usage(
                    "No database is configured",
                    "Name one in signalbox.yml; `signalbox init` writes it.");
        }
        console().result(Line.plain(""));
        for (var database : ended) {
            var text = "  " + database.database() + "  " + database.state();
            console().result(database.exit() == Exit.DONE ? Line.good(text) : Line.bad(text));
        }
        return WORST_FIRST.stream()
                .filter(exit -> ended.stream().anyMatch(e -> e.exit() == exit))
                .findFirst()
                .orElse(Exit.DONE);
    }

    private void askOrRefuse() {
        if (yes) {
            return;
        }
        var question =
                "--force passes drift and warnings, and --skip-backup leaves no snapshot to go back"
                        + " to: what this run destroys is lost. Go on?";
        if (!console().canAsk()) {
            throw Failure.usage(
                    "--force with --skip-backup leaves no way back, and nobody can be asked",
                    "Add --yes, or leave out one of them.");
        }
        if (!console().agrees(question)) {
            throw Failure.usage("Nothing was done", "Leave out --skip-backup to keep a way back.");
        }
    }

    private Console console() {
        return global.console();
    }
}
