package dev.signalbox.cli.command;

import dev.signalbox.cli.Exit;
import dev.signalbox.cli.GlobalOptions;
import dev.signalbox.cli.text.VerificationText;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "verify",
        header = "Verify a database: integrity, references, history against files, schema.",
        description = {
            "Only reads. A file that was changed since it was applied is shown by the tokens that"
                    + " differ, with file and line.",
            "With --json: the result as an object; without a name, a list of all."
        },
        footerHeading = "%nExamples:%n",
        footer = {"  signalbox verify", "  signalbox verify kb --json"},
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            "0:all is as it must be",
            Exit.USAGE_TEXT,
            "3:something is not; it is named",
            Exit.UNREACHABLE_TEXT
        })
final class VerifyCommand implements Callable<Integer> {

    private final GlobalOptions global;

    @Parameters(
            arity = "0..1",
            paramLabel = "database",
            description = "The database's id. Default: all.")
    private @Nullable String database;

    VerifyCommand(GlobalOptions global) {
        this.global = global;
    }

    @Override
    public Integer call() {
        var found = false;
        for (var view : new DatabaseViews(global).show(database, "/verify")) {
            global.console().results(VerificationText.lines(view.text("database"), view));
            found |= VerificationText.hasFindings(view);
        }
        return found ? Exit.FINDINGS : Exit.DONE;
    }
}
