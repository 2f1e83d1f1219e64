package dev.signalbox.cli.command;

import dev.signalbox.cli.Exit;
import dev.signalbox.cli.Failure;
import dev.signalbox.cli.GlobalOptions;
import dev.signalbox.cli.server.Server;
import dev.signalbox.cli.text.RuleText;
import dev.signalbox.cli.text.Times;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "transform",
        header = "Transform rows by rules of the project, in batches; show where rules stand.",
        description = {
            "Runs rules of transformations/ without a migration: those that are named, or with"
                    + " --on-demand all that no migration runs. Without a rule, shows the rules and"
                    + " where each stands.",
            "A rule runs from its first row. What stopped a run is in `signalbox status`; `retry`"
                    + " goes on at the batch that failed."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  signalbox transform kb                          the rules, and where they stand",
            "  signalbox transform kb error-codes --dry-run    what would be done",
            "  signalbox transform kb error-codes --batch-size 500 --pause-between-batches 20ms",
            "  signalbox transform kb --failed error-codes     rows that were kept aside, and why",
            "  signalbox transform kb error-codes --undo"
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
final class TransformCommand implements Callable<Integer> {

    private final GlobalOptions global;

    @Parameters(
            arity = "0..*",
            paramLabel = "database-and-rules",
            description =
                    "The database's id, which may be left out where there is one, and then the ids"
                            + " of rules.")
    private List<String> operands = new ArrayList<>();

    @Option(names = "--on-demand", description = "All rules that no migration runs.")
    private boolean onDemand;

    @Option(names = "--undo", description = "Take back what the rules wrote, the last first.")
    private boolean undo;

    @Option(
            names = "--failed",
            paramLabel = "RULE",
            description = "The rows that the rule could not transform, and why.")
    private @Nullable String failed;

    @Mixin private final BatchOptions batches = new BatchOptions();

    @Mixin private final PaceOptions pace = new PaceOptions();

    @Mixin private final RequestOptions request = new RequestOptions();

    @Mixin private final ProjectOption project = new ProjectOption();

    @Mixin private final RunOptions how = new RunOptions();

    TransformCommand(GlobalOptions global) {
        this.global = global;
    }

    @Override
    public Integer call() {
        var server = global.server();
        var databases = Databases.of(server);
        var named = !operands.isEmpty() && databases.ids().contains(operands.getFirst());
        var database = databases.named(named ? operands.getFirst() : null);
        var rules = named ? operands.subList(1, operands.size()) : operands;
        if (failed != null) {
            return failedRows(server, database, failed);
        }
        if (onDemand && !rules.isEmpty()) {
            throw Failure.usage("--on-demand and rules are given", "Give one of them.");
        }
        return rules.isEmpty() && !onDemand ? list(server, database) : run(server, database, rules);
    }

    private int run(Server server, String database, List<String> rules) {
        var wanted =
                new PlanRequest(
                        database,
                        PlanGoal.transform(rules, undo),
                        batches.addTo(pace.addTo(request.addTo(WireOptions.NONE, global))),
                        request.reason(),
                        project.upload(global, server));
        var runner = new PlanRunner(global, server);
        if (undo) {
            return new GuardedRun(global.console(), runner, how).run(wanted);
        }
        var done = runner.run(wanted, how);
        if (global.console().json()) {
            global.console().document(done.view());
        }
        return done.exit();
    }

    private int list(Server server, String database) {
        if (undo) {
            throw Failure.usage(
                    "--undo does not say of which rule", "Name rules, or add --on-demand.");
        }
        var view = server.json(path(database));
        if (global.console().json()) {
            global.console().document(view);
        }
        global.console().results(RuleText.lines(view, Times.here()));
        return view.items("findings").isEmpty() ? Exit.DONE : Exit.FINDINGS;
    }

    private int failedRows(Server server, String database, String rule) {
        var rows = server.json(path(database) + "/" + Server.encoded(rule) + "/failed");
        if (global.console().json()) {
            global.console().document(rows);
        }
        global.console().results(RuleText.failed(rows.items()));
        return rows.items().isEmpty() ? Exit.DONE : Exit.FINDINGS;
    }

    private static String path(String database) {
        return "/planner/databases/" + Server.encoded(database) + "/transformations";
    }
}
