package dev.signalbox.database;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** A database that is moved from version to version. */
public interface ManagedDatabase {

    DatabaseAddress address();

    /**
     * Opens it for reading only.
     *
     * @throws DatabaseException with {@code NO_SUCH_DATABASE} when there is none
     */
    DatabaseReader openReader();

    /** The disk that it lies on, or will. */
    DiskSpace disk();

    /**
     * Whether it could be written now, and who else has it open. Nothing is written.
     *
     * @param patience for another writer
     * @throws DatabaseException when it cannot be opened for writing, or there is none
     */
    Writers writers(Duration patience);

    /**
     * Asks to be the one who changes it. Makes the ledger's tables when they are missing.
     *
     * @throws DatabaseException when the database cannot be opened or written, or its ledger is
     *     another tool's or a newer version's
     */
    LeaseOutcome acquire(LeaseRequest request);

    /**
     * Moves a database that is damaged, or none at all, out of the way, so that a restore can start
     * from nothing. Nothing is deleted.
     *
     * @param at becomes part of its new name; the same time again continues what was interrupted
     * @return where it is now
     * @throws DatabaseException when it is not there, or cannot be moved
     */
    String setAside(Instant at);

    /**
     * Copies it to try things on, beside its writers.
     *
     * @param folder where the copy may lie; made when it is missing
     * @throws DatabaseException when it cannot be read or copied
     */
    ScratchCopy scratchCopy(Path folder);

    /**
     * Runs migrations on an empty database of the same engine and settings, which is removed
     * afterwards. This one is not touched.
     *
     * @param folder where the other may lie; made when it is missing
     */
    Replayed replay(List<MigrationToApply> migrations, Path folder);
}
