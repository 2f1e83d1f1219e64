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
        name = "tag",
        header = "Give a version in force a tag.",
        description =
                "The tag may then stand for the version: up --target, down --tag, changelog. Nothing of the"
                        + " schema changes. One tag is on one version; --force moves it.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  signalbox tag 004 release-41",
            "  signalbox tag kb latest v1.2 --reason 'what staging has tested'",
            "  signalbox tag kb 005 v1.2 --force"
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
final class TagCommand implements Callable<Integer> {

    private final GlobalOptions global;

    @Parameters(
            arity = "2..3",
            paramLabel = "[database] version tag",
            hideParamSyntax = true,
            description =
                    "The database's id, which may be left out where there is one; a version in"
                            + " force, or latest for the last applied; the tag.")
    private List<String> operands = new ArrayList<>();

    @Mixin private final NamingOptions options = new NamingOptions();

    TagCommand(GlobalOptions global) {
        this.global = global;
    }

    @Override
    public Integer call() {
        return options.run(global, operands, PlanGoal::tag);
    }
}
