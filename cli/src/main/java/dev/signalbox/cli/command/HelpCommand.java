package dev.signalbox.cli.command;

import dev.signalbox.cli.Exit;
import dev.signalbox.cli.Failure;
import dev.signalbox.cli.GlobalOptions;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "help",
        header = "Show the help of a command.",
        footerHeading = "%nExamples:%n",
        footer = {"  signalbox help up", "  signalbox help backup list"},
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {Exit.DONE_TEXT, Exit.USAGE_TEXT})
final class HelpCommand implements Callable<Integer> {

    private final GlobalOptions global;

    @Spec private CommandSpec spec = CommandSpec.create();

    @Parameters(arity = "0..*", paramLabel = "command", description = "Default: signalbox itself.")
    private List<String> path = List.of();

    HelpCommand(GlobalOptions global) {
        this.global = global;
    }

    @Override
    public Integer call() {
        var command = spec.root().commandLine();
        for (var name : path) {
            var child = command.getSubcommands().get(name);
            if (child == null) {
                throw Failure.usage(
                        "There is no command '" + String.join(" ", path) + "'",
                        "See: signalbox help");
            }
            command = child;
        }
        command.usage(global.console().out());
        return Exit.DONE;
    }
}
