package dev.signalbox.database.sqlite;

import dev.signalbox.database.DatabaseAddress.SqliteFile;
import dev.signalbox.database.DatabaseException;
import dev.signalbox.database.RestoreOutcome.NotRestored;
import dev.signalbox.database.RestoreRequest;
import dev.signalbox.database.failpoint.DatabaseFailPoint;
import dev.signalbox.database.failpoint.FailPoints;
import dev.signalbox.sql.migration.ForeignKeys;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The file that is to become the database. It is looked at once more, and given the ledger rows
 * that must be in force in the moment in which it is the database. It is kept in rollback mode: in
 * WAL mode an exclusive lock on it would not stop who copies it.
 */
final class CopyToRestore {

    /** Slower than any disk that a database lies on; the lease must outlast the copying. */
    private static final long LEAST_BYTES_A_SECOND = 4L * 1024 * 1024;

    private final SqliteFile target;
    private final RestoreRequest request;
    private final SqliteFile file;
    private final FailPoints failPoints;
    private final long start = System.nanoTime();

    CopyToRestore(SqliteFile target, RestoreRequest request, FailPoints failPoints) {
        this.target = target;
        this.request = request;
        this.file = new SqliteFile(request.copy(), ForeignKeys.UNSPECIFIED);
        this.failPoints = failPoints;
    }

    /** What came of preparing it. */
    sealed interface Outcome {

        /**
         * @param contents what the database will hold
         * @param lease in force once it does; of a greater epoch than all that the copy knows
         * @param journalMode that the copy had
         */
        record Ready(FileContents contents, Lease lease, String journalMode) implements Outcome {}

        record Unfit(NotRestored why) implements Outcome {}
    }

    Path file() {
        return file.file();
    }

    /**
     * @throws DatabaseException when the same copy may do later
     */
    Outcome prepared(Lease lease) {
        failPoints.hit(DatabaseFailPoint.RESTORE_BEFORE_CHECK);
        if (file.file().equals(target.file())) {
            return unfit("it is the database itself", "Name a copy");
        }
        try (Handle handle = Connections.changing(file)) {
            String mode = handle.text("PRAGMA journal_mode");
            if (!handle.text("PRAGMA journal_mode=DELETE").equals("delete")) {
                return unfit(
                        "its journal mode cannot be set: somebody has it open",
                        "Leave the copy alone until it is restored");
            }
            FileContents contents = FileContents.read(handle);
            Optional<Outcome> problem = problem(contents);
            failPoints.hit(DatabaseFailPoint.RESTORE_AFTER_CHECK);
            return problem.orElseGet(
                    () -> new Outcome.Ready(contents, recorded(handle, lease), mode));
        } catch (DatabaseException e) {
            if (e.reason().mayPass()) {
                throw e;
            }
            return unfit(e.problem(), e.remedy());
        }
    }

    private Optional<Outcome> problem(FileContents contents) {
        if (!contents.integrityProblems().isEmpty()) {
            return Optional.of(
                    unfit(
                            "it is damaged: " + contents.integrityProblems().getFirst(),
                            "Copy the snapshot again, or take another one"));
        }
        return contents.fingerprint().equals(request.expected())
                ? Optional.empty()
                : Optional.of(
                        unfit(
                                "its schema is "
                                        + contents.fingerprint()
                                        + ", and not "
                                        + request.expected()
                                        + " as expected",
                                "Look which snapshot is meant, and plan again"));
    }

    private Outcome unfit(String problem, String remedy) {
        return new Outcome.Unfit(
                new NotRestored(
                        "the copy " + file.display() + " cannot be restored: " + problem, remedy));
    }

    /** The lease, and the restore on record. */
    private Lease recorded(Handle handle, Lease lease) {
        handle.run("BEGIN IMMEDIATE");
        try {
            LedgerTables.ensure(handle);
            Lease inForce = lease.above(new LedgerRows(handle).greatestEpoch());
            handle.run("DELETE FROM _migration_locks");
            inForce.extended(copying(handle)).write(handle);
            RestoreRecord.write(
                    handle, inForce, request, Duration.ofNanos(System.nanoTime() - start));
            handle.run("COMMIT");
            failPoints.hit(DatabaseFailPoint.RESTORE_AFTER_RECORD);
            fit(handle);
            return inForce;
        } catch (Throwable e) {
            handle.rollBack(e);
            throw e;
        }
    }

    private static Duration copying(Handle handle) {
        long bytes = handle.number("PRAGMA page_count") * handle.number("PRAGMA page_size");
        return Duration.ofSeconds(bytes / LEAST_BYTES_A_SECOND);
    }

    /** A database in WAL mode cannot change its page size, and so the copy does. */
    private void fit(Handle handle) {
        @Nullable Long pageSize = fixedPageSize();
        if (pageSize != null && handle.number("PRAGMA page_size") != pageSize) {
            handle.run("PRAGMA page_size=" + pageSize);
            handle.run("VACUUM");
        }
    }

    private @Nullable Long fixedPageSize() {
        if (!Files.exists(target.file())) {
            return null;
        }
        try (Handle live = Connections.reading(target)) {
            return live.text("PRAGMA journal_mode").equals("wal")
                    ? live.number("PRAGMA page_size")
                    : null;
        }
    }
}
