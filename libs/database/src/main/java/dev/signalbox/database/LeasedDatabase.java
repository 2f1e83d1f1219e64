package dev.signalbox.database;

import dev.signalbox.database.ApplyOutcome.Overtaken;
import java.util.Optional;

/**
 * A database, held by the caller. Not for several threads at once. Every change reads the fence in
 * its own transaction, so that one who was overtaken changes nothing. Holds nothing open between
 * two calls: one who is never heard of again is overtaken when the lease has run out.
 */
public interface LeasedDatabase {

    /** To be kept in the caller's store, and given back as {@code storeEpoch} next time. */
    long epoch();

    /**
     * Applies a migration, with its ledger row, in one transaction.
     *
     * @throws DatabaseException when nothing is known: the database could not be opened, or stayed
     *     locked for longer than the options wait; nothing was then changed
     */
    ApplyOutcome apply(MigrationToApply migration, ApplyOptions options);

    /**
     * A sign of life, needed between two changes that are further apart than the lease. Waits no
     * longer than the lease's own wait policy.
     *
     * @return how the lease was lost, or empty when it holds for its full length again
     */
    Optional<Overtaken> renew();

    /** Writes to the ledger what the backup service reported; a known id is updated. */
    Optional<Overtaken> record(BackupRecord backup);

    /** Ends the lease, so that the next one need not wait. Does nothing when it is lost already. */
    void release();
}
