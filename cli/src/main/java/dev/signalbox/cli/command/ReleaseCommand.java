package dev.signalbox.cli.command;

import dev.signalbox.cli.Exit;
import dev.signalbox.cli.GlobalOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "release",
        header = "Make a version in force a release.",
        description =
                "Its name, the time and who asks go on record; changelog begins at the last release. One"
                        + " name is one release; --force moves it.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  signalbox release 2.0.0 'Spring 2026'",
            "  signalbox release kb release-41 'Release 41' --reason 'signed off'"
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
final class ReleaseCommand implements Callable<Integer> {

    private final GlobalOptions global;

    @Parameters(
            arity = "2..3",
            paramLabel = "[database] version name",
            hideParamSyntax = true,
            description =
                    "The database's id, which may be left out where there is one; a version in"
                            + " force, or latest for the last applied; the release's name.")
    private List<String> operands = new ArrayList<>();

    @Mixin private final NamingOptions options = new NamingOptions();

    ReleaseCommand(GlobalOptions global) {
        this.global = global;
    }

    @Override
    public Integer call() {
        return options.run(global, operands, PlanGoal::release);
    }
}
