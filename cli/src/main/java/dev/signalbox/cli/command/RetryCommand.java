package dev.signalbox.cli.command;

import dev.signalbox.cli.Exit;
import dev.signalbox.cli.GlobalOptions;
import picocli.CommandLine.Command;

@Command(
        name = "retry",
        header = "Let a failed run go on with the step that failed.",
        description =
                "The plan is the same, with the files that it was made with: for causes outside of them, such as a full disk. A mended file is a new plan: 'signalbox up'.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  signalbox retry",
            "  signalbox retry 0197f000-0000-7000-8000-000000000001 --reason 'the disk has room again'"
        },
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            SteeringCommand.TOOK_EFFECT,
            Exit.USAGE_TEXT,
            SteeringCommand.REFUSED,
            Exit.UNREACHABLE_TEXT
        })
final class RetryCommand extends SteeringCommand {

    RetryCommand(GlobalOptions global) {
        super(global, Steering.RETRY);
    }
}
