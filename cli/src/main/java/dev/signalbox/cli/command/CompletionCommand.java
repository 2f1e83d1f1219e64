package dev.signalbox.cli.command;

import dev.signalbox.cli.Exit;
import dev.signalbox.cli.Failure;
import dev.signalbox.cli.GlobalOptions;
import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "completion",
        header = "Print a script with which a shell completes this command.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  source <(signalbox completion bash)",
            "  source <(signalbox completion zsh)",
            "  signalbox completion fish > ~/.config/fish/completions/signalbox.fish"
        },
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {Exit.DONE_TEXT, Exit.USAGE_TEXT})
final class CompletionCommand implements Callable<Integer> {

    private final GlobalOptions global;

    @Spec private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "shell", description = "bash, zsh or fish.")
    private String shell = "";

    CompletionCommand(GlobalOptions global) {
        this.global = global;
    }

    @Override
    public Integer call() {
        var root = spec.root();
        global.console()
                .raw(
                        switch (shell) {
                            // The script turns zsh's emulation of bash on by itself.
                            case "bash", "zsh" ->
                                    AutoComplete.bash(root.name(), root.commandLine());
                            case "fish" -> FishCompletion.script(root);
                            default ->
                                    throw Failure.usage(
                                            "There is no completion for '" + shell + "'",
                                            "Give bash, zsh or fish.");
                        });
        return Exit.DONE;
    }
}
