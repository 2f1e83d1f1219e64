package dev.signalbox.cli.command;

import dev.signalbox.cli.Exit;
import dev.signalbox.cli.Failure;
import dev.signalbox.cli.GlobalOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "maintain",
        header = "Look after a database: file, indexes, statistics, old rows of the log.",
        description = {
            "Neither schema nor rows change. Each piece is a step, shown before, and with its effect"
                    + " after. Without an option: --cleanup and --analyze, which keep nobody"
                    + " waiting for long.",
            "--vacuum is refused where the disk has no room for a second copy."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  signalbox maintain",
            "  signalbox maintain shop --vacuum --analyze --reason 'after the big clean-up'",
            "  signalbox maintain kb --cleanup --keep-days 30 --dry-run"
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
final class MaintainCommand implements Callable<Integer> {

    private final GlobalOptions global;

    @Parameters(
            arity = "0..1",
            paramLabel = "database",
            description = "The database's id; may be left out where there is one.")
    private @Nullable String database;

    @Option(
            names = "--vacuum",
            description = "Write the file anew, without what is free in it; others wait meanwhile.")
    private boolean vacuum;

    @Option(names = "--analyze", description = "Collect statistics for the planner of queries.")
    private boolean analyze;

    @Option(names = "--reindex", description = "Build all indexes anew.")
    private boolean reindex;

    @Option(
            names = "--cleanup",
            description = "Remove old rows of the ledger's log; its history stays.")
    private boolean cleanup;

    @Option(
            names = "--keep-days",
            paramLabel = "N",
            description = "How far back --cleanup keeps the log. Default: 90.")
    private @Nullable Integer keepDays;

    @Option(
            names = "--saved-data",
            description =
                    "With --cleanup, also remove rows that a way back saved and that cannot come"
                            + " back any more: they were put back, or saved anew since.")
    private boolean savedData;

    @Mixin private final RequestOptions request = new RequestOptions();

    @Mixin private final RunOptions how = new RunOptions();

    MaintainCommand(GlobalOptions global) {
        this.global = global;
    }

    @Override
    public Integer call() {
        var tasks = tasks();
        if (keepDays != null && keepDays < 0) {
            throw Failure.usage("--keep-days is " + keepDays, "Give a number of days from 0 on.");
        }
        if ((keepDays != null || savedData) && !tasks.isEmpty() && !cleanup) {
            throw Failure.usage(
                    "--keep-days and --saved-data say what --cleanup removes",
                    "Give --cleanup, too.");
        }
        var server = global.server();
        var wanted =
                new PlanRequest(
                        Databases.of(server).named(database),
                        PlanGoal.maintain(tasks, keepDays, savedData),
                        request.addTo(WireOptions.NONE, global),
                        request.reason(),
                        null);
        return new GuardedRun(global.console(), new PlanRunner(global, server), how).run(wanted);
    }

    private List<String> tasks() {
        var tasks = new ArrayList<String>();
        if (vacuum) {
            tasks.add("vacuum");
        }
        if (analyze) {
            tasks.add("analyze");
        }
        if (reindex) {
            tasks.add("reindex");
        }
        if (cleanup) {
            tasks.add("cleanup");
        }
        return tasks;
    }
}
