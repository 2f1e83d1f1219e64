package dev.signalbox.database;

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
}
