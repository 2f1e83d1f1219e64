package dev.signalbox.cli.project;

import dev.signalbox.cli.Exit;
import dev.signalbox.cli.Failure;
import dev.signalbox.cli.Surroundings;
import dev.signalbox.database.DatabaseAddress;
import dev.signalbox.database.DatabaseAddress.SqliteFile;
import dev.signalbox.rehearsal.database.Project;
import dev.signalbox.sql.migration.LoadOutcome;
import dev.signalbox.transfer.RuleFiles;
import dev.signalbox.transfer.RuleSet;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A database's migrations, to be run on databases that are thrown away. */
public final class ProjectToRehearse {

    private ProjectToRehearse() {}

    /**
     * @param database absent for the only one
     * @throws Failure when there is no such database, or its files are not in order
     */
    public static Project of(Surroundings around, @Nullable String database) {
        var local = LocalProject.of(around);
        var settings = local.database(database);
        var files = local.loaded(settings);
        return switch (DatabaseAddress.parse(settings.url(), around.folder())) {
            case SqliteFile file ->
                    new Project(
                            settings.id(),
                            settings.migrations(),
                            files,
                            rules(settings.id(), files),
                            file.foreignKeys(),
                            around.folder());
        };
    }

    private static RuleSet rules(String database, LoadOutcome.Loaded files) {
        return switch (RuleFiles.read(files)) {
            case RuleFiles.Outcome.Read read -> read.rules();
            case RuleFiles.Outcome.Refused refused ->
                    throw new Failure(
                            Exit.FINDINGS,
                            "The transformations of " + database + " are not in order",
                            "",
                            refused.findings().stream().map(FindingNode::of).toList(),
                            null);
        };
    }

    /** Where databases are made: {@code TMPDIR}, else where Java makes its temporary files. */
    public static Path temporaryFolder(Surroundings around) {
        return Path.of(
                around.variable("TMPDIR").orElseGet(() -> System.getProperty("java.io.tmpdir")));
    }
}
