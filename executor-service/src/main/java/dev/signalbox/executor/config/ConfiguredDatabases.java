package dev.signalbox.executor.config;

import dev.signalbox.database.DatabaseAddress;
import dev.signalbox.database.ManagedDatabase;
import dev.signalbox.database.sqlite.SqliteDatabase;
import dev.signalbox.events.DatabaseId;
import dev.signalbox.executor.work.Databases;
import dev.signalbox.runtime.project.ProjectSettings;
import java.util.Optional;

/** The databases of the executor's own settings. */
final class ConfiguredDatabases implements Databases {

    private final ProjectSettings settings;

    ConfiguredDatabases(ProjectSettings settings) {
        this.settings = settings;
    }

    @Override
    public Optional<ManagedDatabase> find(DatabaseId id) {
        return settings.database(id.value())
                .map(found -> DatabaseAddress.parse(found.url(), settings.folder()))
                .map(SqliteDatabase::at);
    }
}
