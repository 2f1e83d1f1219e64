package dev.signalbox.cli.command;

import dev.signalbox.cli.Exit;
import dev.signalbox.cli.Failure;
import dev.signalbox.cli.GlobalOptions;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "adopt",
        header = "Take over a database that another tool has migrated, or that has no history.",
        description = {
            "Reads the history of Flyway, Liquibase, Prisma, golang-migrate, goose, Diesel, dbmate,"
                    + " Rails or a table of the project's own, finds the files that it means, runs"
                    + " them on an empty scratch database and compares the schemas. Then what the"
                    + " history has goes on record as applied; nothing runs, and the other tool's"
                    + " table is not touched.",
            "Where something differs, nothing is done; --force passes it. What was killed half-way"
                    + " is finished by the same command."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  signalbox adopt kb --dry-run               what is found and what differs",
            "  signalbox adopt kb --from flyway",
            "  signalbox adopt kb --baseline 12           a database without a history"
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
final class AdoptCommand implements Callable<Integer> {

    private final GlobalOptions global;

    @Parameters(
            arity = "0..1",
            paramLabel = "database",
            description = "The database's id; may be left out where there is one.")
    private @Nullable String database;

    @Option(
            names = "--from",
            paramLabel = "TOOL",
            description =
                    "flyway, liquibase, prisma, golang-migrate, goose, diesel, dbmate, or the"
                            + " table's name. Default: the only history there is.")
    private @Nullable String from;

    @Option(
            names = "--baseline",
            paramLabel = "V",
            description =
                    "There is no history: everything up to this version is in place. Without a file"
                            + " of that version, what was before it has no files, and none below it"
                            + " runs.")
    private @Nullable String baseline;

    @Option(
            names = "--force",
            description = "Pass a schema that is not what the files make, and drift.")
    private boolean force;

    @Mixin private final RequestOptions request = new RequestOptions();

    @Mixin private final ProjectOption project = new ProjectOption();

    @Mixin private final RunOptions how = new RunOptions();

    AdoptCommand(GlobalOptions global) {
        this.global = global;
    }

    @Override
    public Integer call() {
        if (from != null && baseline != null) {
            throw Failure.usage(
                    "Both --from and --baseline are given",
                    "Give --from where there is a history, --baseline where there is none.");
        }
        var server = global.server();
        var wanted =
                new PlanRequest(
                        Databases.of(server).named(database),
                        PlanGoal.adopt(from, baseline),
                        request.addTo(WireOptions.NONE.with("force", force), global),
                        request.reason(),
                        project.upload(global, server));
        return new GuardedRun(global.console(), new PlanRunner(global, server), how).run(wanted);
    }
}
