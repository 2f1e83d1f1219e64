package dev.signalbox.cli.command;

import dev.signalbox.cli.Exit;
import dev.signalbox.cli.GlobalOptions;
import picocli.CommandLine.Command;

@Command(
        name = "resume",
        header = "Let a paused run go on.",
        description = "With the step before which it stands.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  signalbox resume",
            "  signalbox resume 0197f000-0000-7000-8000-000000000001 --reason 'the warning is known'"
        },
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            SteeringCommand.TOOK_EFFECT,
            Exit.USAGE_TEXT,
            SteeringCommand.REFUSED,
            Exit.UNREACHABLE_TEXT
        })
final class ResumeCommand extends SteeringCommand {

    ResumeCommand(GlobalOptions global) {
        super(global, Steering.RESUME);
    }
}
