package dev.signalbox.cli.command;

import dev.signalbox.cli.Exit;
import dev.signalbox.cli.GlobalOptions;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "plan",
        header = "Show what would be done: steps, locks, estimate, risk.",
        description = "Makes a plan and shows it. Nothing is changed, nothing is released.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  signalbox plan",
            "  signalbox plan kb --target 004",
            "  signalbox plan kb --project migrations --json"
        },
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {Exit.DONE_TEXT, Exit.USAGE_TEXT, Exit.FINDINGS_TEXT, Exit.UNREACHABLE_TEXT})
final class PlanCommand implements Callable<Integer> {

    private final GlobalOptions global;

    @Mixin private final PlanOptions options = new PlanOptions();

    PlanCommand(GlobalOptions global) {
        this.global = global;
    }

    @Override
    public Integer call() {
        var server = global.server();
        var operands = options.operands(Databases.of(server));
        var uploaded = options.upload(global, server);
        return new PlanRunner(global, server)
                .plan(options.request(global, operands, uploaded).dryRun());
    }
}
