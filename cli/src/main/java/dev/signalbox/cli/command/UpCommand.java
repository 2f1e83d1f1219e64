package dev.signalbox.cli.command;

import dev.signalbox.cli.Console;
import dev.signalbox.cli.Exit;
import dev.signalbox.cli.Failure;
import dev.signalbox.cli.GlobalOptions;
import dev.signalbox.cli.Line;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
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
            "  signalbox up kb --pause-between 2s --continue-on-warning",
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

    @Mixin private final RunOptions how = new RunOptions();

    @Mixin private final PaceOptions pace = new PaceOptions();

    @Mixin private final BatchOptions batches = new BatchOptions();

    @Option(names = "--all", description = "All databases, one after the other.")
    private boolean all;

    UpCommand(GlobalOptions global) {
        this.global = global;
    }

    @Override
    public Integer call() {
        if (all && options.namesDatabase()) {
            throw Failure.usage("--all and a database are given", "Give one of them.");
        }
        if (options.dangerous() && !how.dryRun()) {
            askOrRefuse();
        }
        var server = global.server();
        var databases = Databases.of(server);
        var runner = new PlanRunner(global, server);
        var uploaded = options.upload(global, server);
        if (!all) {
            var done = runner.run(request(options.operands(databases), uploaded), how);
            if (console().json()) {
                console().document(done.view());
            }
            return done.exit();
        }
        var ended = new ArrayList<PlanRunner.Outcome>();
        for (var id : databases.ids()) {
            var operands = new Databases.Operands(id, options.target());
            ended.add(runner.run(request(operands, uploaded), how));
        }
        return summary(ended);
    }

    private PlanRequest request(Databases.Operands operands, @Nullable String uploaded) {
        var request = options.request(global, operands, uploaded);
        return request.withOptions(batches.addTo(pace.addTo(request.options())));
    }

    private int summary(List<PlanRunner.Outcome> ended) {
        if (console().json()) {
            console().document(ended.stream().map(PlanRunner.Outcome::view).toList());
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
        if (how.yes()) {
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
