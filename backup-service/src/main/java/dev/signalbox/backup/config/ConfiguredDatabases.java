package dev.signalbox.backup.config;

import dev.signalbox.backup.domain.DatabaseDirectory;
import dev.signalbox.events.DatabaseId;
import dev.signalbox.events.Finding;
import dev.signalbox.runtime.project.ProjectSettings;
import dev.signalbox.settings.LoadedOrRefused;
import dev.signalbox.settings.Settings;

/** The databases of the backup service's own settings. */
final class ConfiguredDatabases implements DatabaseDirectory {

    private final ProjectSettings settings;

    ConfiguredDatabases(ProjectSettings settings) {
        this.settings = settings;
    }

    @Override
    public Lookup find(DatabaseId id) {
        return switch (settings.current()) {
            case LoadedOrRefused.Loaded loaded -> find(id, loaded.settings());
            case LoadedOrRefused.Refused refused ->
                    new Lookup.Missing(refused.findings().getFirst());
        };
    }

    private static Lookup find(DatabaseId id, Settings settings) {
        var found = settings.database(id.value());
        if (found.isPresent()) {
            return new Lookup.Found(found.get().url());
        }
        var nearest = settings.nearest(id.value());
        return new Lookup.Missing(
                Finding.error(
                        "unknown-database",
                        "database",
                        "There is no database '%s' in %s".formatted(id, settings.source()),
                        nearest.isEmpty()
                                ? "Known: " + String.join(", ", settings.databases().keySet()) + "."
                                : "Did you mean " + String.join(" or ", nearest) + "?"));
    }
}
