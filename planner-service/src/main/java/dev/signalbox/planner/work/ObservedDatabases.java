package dev.signalbox.planner.work;

import dev.signalbox.database.DatabaseAddress;
import dev.signalbox.database.DatabaseException;
import dev.signalbox.database.DatabaseReader;
import dev.signalbox.database.MigrationToApply;
import dev.signalbox.database.Replayed;
import dev.signalbox.database.ScratchCopy;
import dev.signalbox.database.Writers;
import dev.signalbox.database.sqlite.SqliteDatabase;
import dev.signalbox.runtime.project.ProjectSettings;
import dev.signalbox.settings.DatabaseSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The managed databases, for reading only. */
public final class ObservedDatabases {

    private final ProjectSettings settings;

    public ObservedDatabases(ProjectSettings settings) {
        this.settings = settings;
    }

    /**
     * Opens a database for one look.
     *
     * @param look is given nothing when the database does not exist yet
     * @throws DatabaseException when it exists and cannot be read
     */
    public <T> T look(DatabaseSettings database, Function<Optional<DatabaseReader>, T> look) {
        var address = address(database);
        DatabaseReader opened;
        try {
            opened = SqliteDatabase.at(address).openReader();
        } catch (DatabaseException e) {
            if (e.reason() == DatabaseException.Reason.NO_SUCH_DATABASE) {
                return look.apply(Optional.empty());
            }
            throw e;
        }
        try (var reader = opened) {
            return look.apply(Optional.of(reader));
        }
    }

    /**
     * Whether one that is there could be written now, and who else has it open.
     *
     * @throws DatabaseException when it cannot be opened for writing
     */
    public Writers writers(DatabaseSettings database, Duration patience) {
        return SqliteDatabase.at(address(database)).writers(patience);
    }

    /**
     * A copy to try things on.
     *
     * @throws DatabaseException when the database cannot be copied
     */
    public ScratchCopy scratchCopy(DatabaseSettings database, Path folder) {
        return SqliteDatabase.at(address(database)).scratchCopy(folder);
    }

    /**
     * What migrations make of an empty database like this one.
     *
     * @throws DatabaseException when no such database can be made
     */
    public Replayed replay(
            DatabaseSettings database, List<MigrationToApply> migrations, Path folder) {
        return SqliteDatabase.at(address(database)).replay(migrations, folder);
    }

    private DatabaseAddress address(DatabaseSettings database) {
        return DatabaseAddress.parse(database.url(), settings.folder());
    }

    /** What a path of a request is relative to. */
    public Path folder() {
        return settings.folder();
    }
}
