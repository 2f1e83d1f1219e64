package dev.signalbox.executor.work;

import dev.signalbox.database.ManagedDatabase;
import dev.signalbox.events.DatabaseId;
import java.util.Optional;

/** The managed databases that this executor may change. */
@FunctionalInterface
public interface Databases {

    Optional<ManagedDatabase> find(DatabaseId id);
}
