package dev.signalbox.cli.command;

import dev.signalbox.cli.Exit;
import dev.signalbox.cli.GlobalOptions;
import picocli.CommandLine.Command;

@Command(
        name = "pause",
        header = "Let a run stand still before its next step.",
        description = "The step under way ends first. Nothing is undone.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  signalbox pause",
            "  signalbox pause 0197f000-0000-7000-8000-000000000001 --reason 'traffic is high'"
        },
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            SteeringCommand.TOOK_EFFECT,
            Exit.USAGE_TEXT,
            SteeringCommand.REFUSED,
            Exit.UNREACHABLE_TEXT
        })
final class PauseCommand extends SteeringCommand {

    PauseCommand(GlobalOptions global) {
        super(global, Steering.PAUSE);
    }
}
