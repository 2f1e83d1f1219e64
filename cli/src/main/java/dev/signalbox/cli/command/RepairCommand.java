package dev.signalbox.cli.command;

import dev.signalbox.cli.Exit;
import dev.signalbox.cli.GlobalOptions;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "repair",
        header = "Put checksums in the history right, as the files have them now.",
        description =
                "Shows where each file's tokens are others than those that were applied, with file"
                        + " and line, and asks. Nothing but the history is changed.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  signalbox repair kb --dry-run              what differs",
            "  signalbox repair kb 003 --reason 'only a typing error in a label'"
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
final class RepairCommand implements Callable<Integer> {

    private final GlobalOptions global;

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "database",
            description =
                    "The database's id; may be left out where there is one. A single operand that"
                            + " names no database is a migration.")
    private @Nullable String first;

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "migration",
            description = "A version or a file's stem. Default: all that differ.")
    private @Nullable String second;

    @Mixin private final RequestOptions request = new RequestOptions();

    @Mixin private final ProjectOption project = new ProjectOption();

    @Mixin private final RunOptions how = new RunOptions();

    RepairCommand(GlobalOptions global) {
        this.global = global;
    }

    @Override
    public Integer call() {
        var reason = RequiredReason.unless(how.dryRun(), global.console(), request.reason());
        var server = global.server();
        var operands = Databases.of(server).operands(first, second, null);
        var wanted =
                new PlanRequest(
                        operands.database(),
                        PlanGoal.repair(operands.version()),
                        request.addTo(WireOptions.NONE, global),
                        reason,
                        project.upload(global, server));
        return new GuardedRun(global.console(), new PlanRunner(global, server), how).run(wanted);
    }
}
