package dev.signalbox.cli.command;

import dev.signalbox.cli.Exit;
import dev.signalbox.cli.Failure;
import dev.signalbox.cli.GlobalOptions;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "down",
        aliases = "rollback",
        header = "Migrate a database back, by the DOWN sections of its migrations.",
        description = {
            "Without a version it undoes one migration. What a DOWN drops or overwrites is found by"
                    + " trying it on a copy, shown, asked about, and saved first: applying the"
                    + " migration again brings it back."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  signalbox down                     the migration that was applied last",
            "  signalbox down kb 003              back to 003: what came after it is undone",
            "  signalbox down kb --steps 3 --dry-run",
            "  signalbox rollback kb --target 0 --reason 'begin anew' --yes",
            "  signalbox down kb --tag release-41 --backup"
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
final class DownCommand implements Callable<Integer> {

    private final GlobalOptions global;

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "database",
            description =
                    "The database's id; may be left out where there is one. A single operand that"
                            + " names no database is a version.")
    private @Nullable String first;

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "version",
            description =
                    "The version to be at afterwards, or a file's stem; 0 undoes all. Default: one"
                            + " migration is undone.")
    private @Nullable String second;

    @Option(names = "--target", paramLabel = "V", description = "The version, as an option.")
    private @Nullable String target;

    @Option(names = "--steps", paramLabel = "N", description = "Undo so many migrations.")
    private @Nullable Integer steps;

    @Option(names = "--tag", paramLabel = "T", description = "The tagged version, instead.")
    private @Nullable String tag;

    @Option(
            names = "--force",
            description =
                    "Pass warnings and drift; a migration without DOWN is only taken off the"
                            + " record.")
    private boolean force;

    @Option(
            names = "--backup",
            description = "A snapshot before the run, even where the environment goes without.")
    private boolean backup;

    @Option(
            names = "--no-save",
            description = "Do not save what is dropped or overwritten: it is gone for good.")
    private boolean noSave;

    @Mixin private final PaceOptions pace = new PaceOptions();

    @Mixin private final RequestOptions request = new RequestOptions();

    @Mixin private final ProjectOption project = new ProjectOption();

    @Mixin private final RunOptions how = new RunOptions();

    DownCommand(GlobalOptions global) {
        this.global = global;
    }

    @Override
    public Integer call() {
        if (steps != null && steps < 1) {
            throw Failure.usage("--steps is " + steps, "Give at least 1.");
        }
        var server = global.server();
        var operands = Databases.of(server).operands(first, second, target);
        var options =
                WireOptions.NONE
                        .with("force", force)
                        .with("backup", backup)
                        .with("skipSave", noSave);
        var wanted =
                new PlanRequest(
                        operands.database(),
                        goal(operands.version()),
                        request.addTo(pace.addTo(options), global),
                        request.reason(),
                        project.upload(global, server));
        return new GuardedRun(global.console(), new PlanRunner(global, server), how).run(wanted);
    }

    private PlanGoal goal(@Nullable String version) {
        var given = Stream.of(version, steps, tag).filter(Objects::nonNull).count();
        if (given > 1) {
            throw Failure.usage(
                    "More than one of version, --steps and --tag is given", "Give one of them.");
        }
        if (version != null) {
            return PlanGoal.revertTo(version);
        }
        return tag != null
                ? PlanGoal.revertToTag(tag)
                : PlanGoal.revertSteps(steps == null ? 1 : steps);
    }
}
