package dev.signalbox.cli.command;

import dev.signalbox.cli.Failure;
import dev.signalbox.cli.GlobalOptions;
import dev.signalbox.cli.project.ProjectArchive;
import dev.signalbox.cli.server.Server;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
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
            description = "A version or a file's stem. Default: latest.")
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
            names = "--env",
            paramLabel = "E",
            description = "The environment that is meant; refused when the database has another.")
    private @Nullable String environment;

    @Option(
            names = "--timeout",
            paramLabel = "D",
            description = "Of the whole run: 60s, 10m, PT1H; a bare number is milliseconds.")
    private @Nullable String timeout;

    @Option(names = "--reason", paramLabel = "R", description = "Why, for the trail.")
    private @Nullable String reason;

    @Option(
            names = "--project",
            paramLabel = "DIR",
            description = "Plan from this folder's .sql files, not from the planner's own.")
    private @Nullable Path project;

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
        if (project == null) {
            return null;
        }
        var archive = ProjectArchive.of(global.around().folder().resolve(project).normalize());
        var path = "/planner/projects/" + archive.sha256();
        server.put(path, archive.bytes(), "application/zip").orFail(server.url() + path);
        return archive.sha256();
    }

    PlanRequest request(
            GlobalOptions global,
            Databases.Operands operands,
            boolean dryRun,
            @Nullable String uploaded) {
        return new PlanRequest(
                operands.database(),
                operands.version(),
                dryRun,
                force,
                skipBackup,
                approvalWanted(global),
                environment,
                timeout,
                reason,
                uploaded);
    }

    // A pipeline's variable may tighten what the environment says, never loosen it.
    private static boolean approvalWanted(GlobalOptions global) {
        var value = global.around().variable("REQUIRE_APPROVAL").orElse("false");
        return switch (value.toLowerCase(Locale.ROOT)) {
            case "true", "yes", "on", "1" -> true;
            case "false", "no", "off", "0" -> false;
            default ->
                    throw Failure.usage(
                            "The variable REQUIRE_APPROVAL is '" + value + "'",
                            "Set it to true, or unset it.");
        };
    }
}
