package dev.signalbox.database;

import dev.signalbox.database.ApplyOutcome.Overtaken;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A database, held by the caller. Not for several threads at once. Every change reads the fence in
 * its own transaction, so that one who was overtaken changes nothing. Holds nothing open between
 * two calls: one who is never heard of again is overtaken when the lease has run out.
 */
public interface LeasedDatabase {

    /**
     * To be kept in the caller's store, and given back as {@code storeEpoch} next time. A restore
     * may raise it, when the copy knew a greater one.
     */
    long epoch();

    /**
     * Applies a migration, with its ledger row, in one transaction.
     *
     * @throws DatabaseException when nothing is known: the database could not be opened, or stayed
     *     locked for longer than the options wait; nothing was then changed
     */
    ApplyOutcome apply(MigrationToApply migration, ApplyOptions options);

    /**
     * Applies as many of the first migrations in one transaction as go well, and as begin before
     * the write lock was held for long enough. One that would not go well, or that needs a
     * transaction of its own, is not applied, nor recorded as failed: {@link #apply} tells what is
     * wrong with it.
     *
     * @param migrations in their order
     * @param options whose expected schema is that before the first
     * @param hold how long the write lock is held before no further one begins
     * @throws DatabaseException as {@link #apply} does
     */
    AppliedTogether applyTogether(
            List<MigrationToApply> migrations, ApplyOptions options, Duration hold);

    /**
     * Undoes a migration in one transaction: saves what would be lost, runs its way back, compares
     * with what was before it, and writes the ledger.
     *
     * @throws DatabaseException as {@link #apply} does
     */
    RevertOutcome revert(MigrationToRevert migration, RevertOptions options);

    /** Runs a script that is no migration, once for each run, in one transaction. */
    ScriptOutcome run(ScriptToRun script, ApplyOptions options);

    /** Begins or continues the transformation of a table's rows; nothing is done before a batch. */
    BackfillBatches backfill(BackfillToRun backfill);

    /** Puts a checksum of an applied migration right. */
    MendOutcome repair(HistoryRepair repair);

    /**
     * Puts a migration on record as applied without running it.
     *
     * @param assertion must return a first value that is true, in the same transaction; null for
     *     none
     */
    MendOutcome markApplied(MigrationToApply migration, @Nullable String assertion);

    /** Gives a version in force a tag, or makes it a release. */
    MendOutcome name(VersionNaming naming);

    /** Puts a migration on record as another tool applied it. */
    MendOutcome adopt(MigrationToAdopt migration);

    /**
     * Keeps it well without changing what it says.
     *
     * @throws DatabaseException when it stayed locked, or the disk refused: it is as it was then
     */
    MaintenanceOutcome maintain(MaintenanceRequest request);

    /**
     * Makes a checked copy of a snapshot the database, in one transaction of the engine's backup
     * interface: open connections stay good, and whoever had a lower epoch is locked out. The
     * ledger is the copy's, with the restore on record. Waits for readers and writers as long as
     * the request says.
     *
     * @throws DatabaseException when the database stayed locked, or the disk refused: nothing was
     *     then changed; with {@code CORRUPT} when what was written cannot be read back
     */
    RestoreOutcome restore(RestoreRequest request);

    /**
     * A sign of life, needed between two changes that are further apart than the lease. Waits no
     * longer than the lease's own wait policy.
     *
     * @return how the lease was lost, or empty when it holds for its full length again
     */
    Optional<Overtaken> renew();

    /** Writes to the ledger what the backup service reported; a known id is updated. */
    Optional<Overtaken> record(BackupRecord backup);

    /**
     * Holds nothing of the database in this process any more, and lets the lease run out by itself:
     * for one who was overtaken, or does not know.
     */
    void letGo();

    /** Ends the lease, so that the next one need not wait. Does nothing when it is lost already. */
    void release();
}
