package dev.signalbox.cli.project;

import dev.signalbox.cli.Surroundings;
import dev.signalbox.database.DatabaseAddress;
import dev.signalbox.database.DatabaseAddress.SqliteFile;
import dev.signalbox.rehearsal.database.Project;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A database's migrations, to be run on databases that are thrown away. */
public final class ProjectToRehearse {

    private ProjectToRehearse() {}

    /**
     * @param database absent for the only one
     * @throws dev.signalbox.cli.Failure when there is no such database, or its files are not in
     *     order
     */
    public static Project of(Surroundings around, @Nullable String database) {
        var local = LocalProject.of(around);
        var settings = local.database(database);
        return switch (DatabaseAddress.parse(settings.url(), around.folder())) {
            case SqliteFile file ->
                    new Project(
                            settings.id(),
                            settings.migrations(),
                            local.loaded(settings),
                            file.foreignKeys(),
                            around.folder());
        };
    }

    /** Where databases are made: {@code TMPDIR}, else where Java makes its temporary files. */
    public static Path temporaryFolder(Surroundings around) {
        return Path.of(
                around.variable("TMPDIR").orElseGet(() -> System.getProperty("java.io.tmpdir")));
    }
}
