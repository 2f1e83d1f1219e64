package dev.signalbox.cli.project;

import dev.signalbox.cli.Exit;
import dev.signalbox.cli.Failure;
import dev.signalbox.cli.Surroundings;
import dev.signalbox.settings.DatabaseSettings;
import dev.signalbox.settings.LoadedOrRefused;
import dev.signalbox.settings.Settings;
import dev.signalbox.sql.migration.LoadOutcome;
import dev.signalbox.sql.migration.MigrationLoader;
import dev.signalbox.sql.migration.MigrationSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A project's settings and files, read here; no server is asked. */
public final class LocalProject {

    private final Settings settings;

    private LocalProject(Settings settings) {
        this.settings = settings;
    }

    /**
     * @throws Failure when there are no settings, or they are wrong
     */
    public static LocalProject of(Surroundings around) {
        var folder = ProjectFolder.of(around.folder());
        return switch (Settings.load(folder, around.environment())) {
            case LoadedOrRefused.Loaded(var settings) -> new LocalProject(settings);
            case LoadedOrRefused.Refused(var findings) ->
                    throw new Failure(
                            Exit.USAGE,
                            "The settings in " + folder + " cannot be used",
                            "",
                            findings.stream().map(FindingNode::of).toList(),
                            null);
        };
    }

    /** The ids of its databases, in the order of the settings. */
    public List<String> ids() {
        return List.copyOf(settings.databases().keySet());
    }

    /**
     * @param id absent for the only one
     * @throws Failure when there is no such database, or none is named of several
     */
    public DatabaseSettings database(@Nullable String id) {
        var known = settings.databases();
        if (id == null) {
            if (known.size() != 1) {
                throw Failure.usage(
                        "Which database?", "There is: " + String.join(", ", known.keySet()));
            }
            return known.values().iterator().next();
        }
        return settings.database(id)
                .orElseThrow(
                        () ->
                                Failure.usage(
                                        "There is no database '" + id + "'",
                                        "There is: " + String.join(", ", known.keySet())));
    }

    /**
     * @throws Failure when the files are not in order
     */
    public MigrationSet migrations(DatabaseSettings database) {
        return loaded(database).migrations();
    }

    /**
     * @throws Failure when the files are not in order
     */
    public LoadOutcome.Loaded loaded(DatabaseSettings database) {
        return switch (new MigrationLoader()
                .readFolder(database.migrations(), database.placeholders())) {
            case LoadOutcome.Loaded loaded -> loaded;
            case LoadOutcome.Refused refused ->
                    throw new Failure(
                            Exit.FINDINGS,
                            "The migrations of " + database.id() + " are not in order",
                            "",
                            refused.findings().stream().map(FindingNode::of).toList(),
                            null);
        };
    }
}
