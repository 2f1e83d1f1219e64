package dev.signalbox.cli.command;

import dev.signalbox.cli.Exit;
import dev.signalbox.cli.GlobalOptions;
import picocli.CommandLine.Command;

@Command(
        name = "cancel",
        header = "End a run.",
        description =
                "The step under way is undone, those before it stand; the plan never runs again. What stands is undone by 'signalbox down'.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  signalbox cancel",
            "  signalbox cancel 0197f000-0000-7000-8000-000000000001 --reason 'wrong release'"
        },
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            SteeringCommand.TOOK_EFFECT,
            Exit.USAGE_TEXT,
            SteeringCommand.REFUSED,
            Exit.UNREACHABLE_TEXT
        })
final class CancelCommand extends SteeringCommand {

    CancelCommand(GlobalOptions global) {
        super(global, Steering.CANCEL);
    }
}
