package dev.signalbox.cli.command;

import dev.signalbox.cli.GlobalOptions;
import dev.signalbox.cli.server.Server;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What {@code plan} and {@code up} have in common: which database, where to, and from what. */
final class PlanOptions {

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
            description = "A version, a file's stem or a tag. Default: latest.")
    private @Nullable String second;

    @Option(names = "--target", paramLabel = "V", description = "The version, as an option.")
    private @Nullable String target;

    @Option(names = "--force", description = "Pass warnings and drift.")
    private boolean force;

    @Option(
            names = "--skip-backup",
            description = "No snapshot before the run, where the environment permits it.")
    private boolean skipBackup;

    @Option(
            names = "--backup",
            description = "A snapshot before the run, even where the environment goes without.")
    private boolean backup;

    @Mixin private final RequestOptions request = new RequestOptions();

    @Mixin private final ProjectOption project = new ProjectOption();

    boolean dangerous() {
        return force && skipBackup;
    }

    boolean namesDatabase() {
        return first != null;
    }

    @Nullable String target() {
        return target;
    }

    Databases.Operands operands(Databases databases) {
        return databases.operands(first, second, target);
    }

    /** The upload's SHA-256, if a folder is given. */
    @Nullable String upload(GlobalOptions global, Server server) {
        return project.upload(global, server);
    }

    PlanRequest request(
            GlobalOptions global, Databases.Operands operands, @Nullable String uploaded) {
        var options =
                WireOptions.NONE
                        .with("skipBackup", skipBackup)
                        .with("force", force)
                        .with("backup", backup);
        return new PlanRequest(
                operands.database(),
                PlanGoal.migrateTo(operands.version()),
                request.addTo(options, global),
                request.reason(),
                uploaded);
    }
}
