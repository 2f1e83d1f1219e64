package dev.signalbox.cli.command;

import dev.signalbox.cli.Exit;
import dev.signalbox.cli.GlobalOptions;
import dev.signalbox.cli.server.Plans;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "watch",
        header = "Follow a plan to its end, from its beginning.",
        description = "Ends as the plan does, with the exit status that `up` would have had.",
        footerHeading = "%nExamples:%n",
        footer = {"  signalbox watch", "  signalbox watch 0197f000-0000-7000-8000-000000000001"},
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
final class WatchCommand implements Callable<Integer> {

    private final GlobalOptions global;

    @Parameters(
            arity = "0..1",
            paramLabel = "plan",
            description = "The plan's id, or a part that only it has. Default: the latest.")
    private @Nullable String plan;

    @Option(names = "--verbose", description = "A line for every event.")
    private boolean verbose;

    WatchCommand(GlobalOptions global) {
        this.global = global;
    }

    @Override
    public Integer call() {
        var server = global.server();
        var id = new Plans(server).resolve(plan);
        var done = new PlanRunner(global, server).follow(id, verbose);
        if (global.console().json()) {
            global.console().document(done.view());
        }
        return done.ending().exit();
    }
}
