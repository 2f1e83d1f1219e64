package dev.signalbox.database.sqlite;

import dev.signalbox.database.ApplyOutcome.Overtaken;
import dev.signalbox.database.DatabaseAddress.SqliteFile;
import dev.signalbox.database.DatabaseException;
import dev.signalbox.database.DatabaseException.Reason;
import dev.signalbox.database.failpoint.DatabaseFailPoint;
import dev.signalbox.database.failpoint.FailPoints;
import dev.signalbox.sql.migration.ForeignKeys;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteErrorCode;

/**
 * Writes a copy's pages into the database, in one write transaction of SQLite's backup interface.
 * The fence is read once that transaction has begun and before any of its pages can have reached
 * the file, so that nobody can overtake between the two.
 *
 * <p>The driver cannot end a copy early. What ends it is a lock on the copy: the next step finds it
 * busy, the driver gives up, and SQLite rolls the database back.
 */
final class RestoreCopy {

    /** Few enough to stay in memory until the fence was read, whatever the page size. */
    private static final int MOST_PAGES_A_STEP = 8;

    private static final int CACHE_KIBIBYTES = 8_192;

    /** Held at the door, so that new readers wait and the last one's end is not missed. */
    private static final int WAIT_AT_THE_DOOR_MS = 250;

    private static final int WAIT_FOR_THE_BRAKE_MS = 5_000;

    private final SqliteFile target;
    private final Path copy;
    private final Lease lease;
    private final BooleanSupplier cancelled;
    private final FailPoints failPoints;
    private boolean begun;
    private boolean committed;
    private boolean stopping;
    private boolean stopped;
    private boolean gaveUp;
    private @Nullable Overtaken overtaken;
    private @Nullable Throwable failure;

    /**
     * @param lease that is in force in the database before
     */
    RestoreCopy(
            SqliteFile target,
            Path copy,
            Lease lease,
            BooleanSupplier cancelled,
            FailPoints failPoints) {
        this.target = target;
        this.copy = copy;
        this.lease = lease;
        this.cancelled = cancelled;
        this.failPoints = failPoints;
    }

    /** How it ended. */
    sealed interface Ending {

        record Committed() implements Ending {}

        record Cancelled() implements Ending {}

        record Lost(Overtaken overtaken) implements Ending {}
    }

    /**
     * Tries once.
     *
     * @throws DatabaseException with {@code LOCKED} while somebody else holds the database; of
     *     another reason when what became of it is for the ledger to say
     */
    Ending write() {
        try (Handle live = Connections.changing(target);
                Handle brake =
                        Connections.changing(new SqliteFile(copy, ForeignKeys.UNSPECIFIED))) {
            live.run("PRAGMA cache_size=-" + CACHE_KIBIBYTES);
            live.busyTimeout(WAIT_AT_THE_DOOR_MS);
            brake.busyTimeout(WAIT_FOR_THE_BRAKE_MS);
            boolean wal = live.text("PRAGMA journal_mode").equals("wal");
            failPoints.hit(DatabaseFailPoint.RESTORE_BEFORE_COPY);
            live.connection()
                    .getDatabase()
                    .restore(
                            "main",
                            copy.toString(),
                            (left, of) -> step(left, wal, brake),
                            0,
                            0,
                            pagesAStep(brake));
            return ending(live);
        } catch (SQLException e) {
            throw SqliteErrors.classified(e, target.display(), null);
        }
    }

    /** The first step must not be the last. */
    private static int pagesAStep(Handle copy) {
        long pages = copy.number("PRAGMA page_count");
        return (int) Math.max(1, Math.min(MOST_PAGES_A_STEP, (pages - 1) / 2));
    }

    /** What is committed is committed, whatever was wanted meanwhile. */
    private Ending ending(Handle live) {
        if (failure instanceof Error error) {
            throw error;
        }
        if (committed) {
            return new Ending.Committed();
        }
        if (failure instanceof RuntimeException exception) {
            throw exception;
        }
        if (overtaken != null) {
            return new Ending.Lost(overtaken);
        }
        if (gaveUp) {
            return new Ending.Cancelled();
        }
        throw stuck(live);
    }

    /**
     * The driver answers the copy's result code, which is of no use here, and not the database's.
     * Before the first step it is a lock that stands in the way; later it is the disk.
     */
    private DatabaseException stuck(Handle live) {
        String words = words(live);
        if (begun) {
            return new DatabaseException(
                    Reason.INPUT_OUTPUT,
                    target.display(),
                    "the snapshot could not be written: " + words,
                    "Check the disk, its space and the file system, then try again");
        }
        live.run("BEGIN EXCLUSIVE");
        live.run("ROLLBACK");
        return new DatabaseException(
                Reason.LOCKED,
                target.display(),
                "the snapshot could not be written: " + words,
                "Wait for the other process, or end its transaction");
    }

    /** What the engine says last on this connection, in its own words. */
    private static String words(Handle live) {
        try {
            live.connection().getDatabase().throwex(SQLiteErrorCode.SQLITE_ERROR.code);
            return "for a reason that the engine does not tell";
        } catch (SQLException e) {
            return SqliteErrors.detail(e);
        }
    }

    /** The driver goes on copying when this throws, and so nothing may be thrown from here. */
    private void step(int left, boolean wal, Handle brake) {
        // The driver tells of the last step only after the commit.
        committed = left == 0;
        if (!committed) {
            try {
                look(wal);
            } catch (Throwable e) {
                failure = e;
                stopping = true;
            }
            stopWhereWanted(brake);
        }
    }

    private void look(boolean wal) {
        if (stopping) {
            return;
        }
        if (!begun) {
            begun = true;
            overtaken = lost(wal).orElse(null);
        }
        failPoints.hit(DatabaseFailPoint.RESTORE_AFTER_STEP);
        gaveUp = overtaken == null && cancelled.getAsBoolean();
        stopping = gaveUp || overtaken != null;
    }

    /**
     * Asked on another connection, since the one that is written through must not be used. In
     * rollback mode it would be locked out; but there the file is untouched as yet, and nobody else
     * can change it.
     */
    private Optional<Overtaken> lost(boolean wal) {
        try (Handle handle = wal ? Connections.reading(target) : Connections.unchanging(target)) {
            return lease.lost(handle);
        }
    }

    /** Where the copy is busy for a moment, the next step tries again. */
    private void stopWhereWanted(Handle brake) {
        if (stopping && !stopped) {
            try {
                brake.run("BEGIN EXCLUSIVE");
                stopped = true;
            } catch (DatabaseException e) {
                failure = failure == null ? e : failure;
            }
        }
    }
}
