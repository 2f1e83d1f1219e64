package dev.signalbox.cli.command;

import dev.signalbox.cli.Exit;
import dev.signalbox.cli.Failure;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

@Command(
        name = "audit",
        header = "Ask the trail: who did what, when, and with whose consent.",
        description = "The trail holds every event but progress ticks, in the order it came.",
        footerHeading = "%nExamples:%n",
        footer = {"  signalbox audit query --database kb", "  signalbox audit query --help"},
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {Exit.DONE_TEXT, Exit.USAGE_TEXT, Exit.UNREACHABLE_TEXT})
final class AuditCommand implements Callable<Integer> {

    @Override
    public Integer call() {
        throw Failure.usage("What of the trail?", "Such as: signalbox audit query --limit 20");
    }
}
