package dev.signalbox.cli.command;

import dev.signalbox.cli.GlobalOptions;
import dev.signalbox.cli.project.ProjectArchive;
import dev.signalbox.cli.server.Server;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** A folder of migrations that stands in for the planner's own. */
final class ProjectOption {

    @Option(
            names = "--project",
            paramLabel = "DIR",
            description = "Plan from this folder's files, not from the planner's own.")
    private @Nullable Path project;

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
}
