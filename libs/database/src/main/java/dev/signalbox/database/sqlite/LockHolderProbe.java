package dev.signalbox.database.sqlite;

import dev.signalbox.database.DatabaseAddress.SqliteFile;
import dev.signalbox.database.DatabaseException;
import dev.signalbox.database.LockHolder;
import java.util.Optional;

/** Reads who holds the lock while a write transaction of somebody's is open. */
final class LockHolderProbe {

    private LockHolderProbe() {}

    /**
     * The last committed lock row, expired or not: who is inside a long transaction renews it only
     * at its end. Empty when it was released, or when it cannot be read: in rollback mode a
     * committing writer keeps readers out.
     */
    static Optional<LockHolder> lastHolder(SqliteFile address) {
        try (Handle handle = Connections.open(address.file(), address.display(), false)) {
            return LedgerTables.format(handle) == 0
                    ? Optional.empty()
                    : new LedgerRows(handle).lastHolder();
        } catch (DatabaseException e) {
            return Optional.empty();
        }
    }
}
