package dev.signalbox.database;

import java.nio.file.Path;

/** A database that is moved from version to version. */
public interface ManagedDatabase {

    DatabaseAddress address();

    /**
     * Opens it for reading only.
     *
     * @throws DatabaseException with {@code NO_SUCH_DATABASE} when there is none
     */
    DatabaseReader openReader();

    /**
     * Asks to be the one who changes it. Makes the ledger's tables when they are missing.
     *
     * @throws DatabaseException when the database cannot be opened or written, or its ledger is
     *     another tool's or a newer version's
     */
    LeaseOutcome acquire(LeaseRequest request);

    /**
     * Copies it to try things on, beside its writers.
     *
     * @param folder where the copy may lie; made when it is missing
     * @throws DatabaseException when it cannot be read or copied
     */
    ScratchCopy scratchCopy(Path folder);
}
