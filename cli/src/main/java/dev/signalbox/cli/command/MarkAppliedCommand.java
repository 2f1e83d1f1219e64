package dev.signalbox.cli.command;

import dev.signalbox.cli.Exit;
import dev.signalbox.cli.Failure;
import dev.signalbox.cli.GlobalOptions;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "mark-applied",
        header = "Put a migration on record that somebody carried out by hand.",
        description =
                "Its file is not run. An assertion is a query whose first value must be true, in"
                        + " the very transaction that writes the record.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  signalbox mark-applied kb 004 --reason 'hotfix of last night'",
            "  signalbox mark-applied 004 --reason 'made by hand' --assert \"SELECT count(*) FROM"
                    + " pragma_table_info('entries') WHERE name = 'score'\""
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
final class MarkAppliedCommand implements Callable<Integer> {

    private final GlobalOptions global;

    @Parameters(
            index = "0",
            paramLabel = "database",
            description =
                    "The database's id; may be left out where there is one: the only operand is the"
                            + " version then.")
    private String first = "";

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "version",
            description = "A version or a file's stem.")
    private @Nullable String second;

    @Option(names = "--assert", paramLabel = "SQL", description = "A query that must be true.")
    private @Nullable String assertion;

    @Mixin private final RequestOptions request = new RequestOptions();

    @Mixin private final ProjectOption project = new ProjectOption();

    @Mixin private final RunOptions how = new RunOptions();

    MarkAppliedCommand(GlobalOptions global) {
        this.global = global;
    }

    @Override
    public Integer call() {
        var reason = RequiredReason.unless(how.dryRun(), global.console(), request.reason());
        var server = global.server();
        var operands = Databases.of(server).operands(first, second, null);
        if (operands.version() == null) {
            throw Failure.usage(
                    "Which version of " + operands.database() + "?",
                    "Give it: signalbox mark-applied " + operands.database() + " 004");
        }
        var wanted =
                new PlanRequest(
                        operands.database(),
                        PlanGoal.markApplied(operands.version(), assertion),
                        request.addTo(WireOptions.NONE, global),
                        reason,
                        project.upload(global, server));
        return new GuardedRun(global.console(), new PlanRunner(global, server), how).run(wanted);
    }
}
