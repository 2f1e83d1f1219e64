package dev.signalbox.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
        name = "signalbox",
        header = "Moves databases from version to version while applications keep working.",
        synopsisSubcommandLabel = "COMMAND",
        commandListHeading = "%nCommands:%n",
        optionListHeading = "%nOptions:%n",
        footerHeading = "%nExamples:%n",
        footer = {
            "  signalbox demo                 the whole journey, on a sample that it makes",
            "  signalbox init && signalbox up  a project of your own",
            "  signalbox help up"
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
final class RootCommand extends GlobalOptions implements Callable<Integer> {

    @Spec private CommandSpec spec = CommandSpec.create();

    RootCommand(Surroundings around) {
        super(around);
    }

    @Override
    public Integer call() {
        spec.commandLine().usage(console().err());
        return Exit.USAGE;
    }
}
