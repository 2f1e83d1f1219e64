package dev.signalbox.database.sqlite;

import dev.signalbox.database.DatabaseAddress.SqliteFile;
import dev.signalbox.database.DatabaseException;
import dev.signalbox.database.DatabaseException.Reason;
import dev.signalbox.database.failpoint.DatabaseFailPoint;
import dev.signalbox.database.failpoint.FailPoints;
import dev.signalbox.sql.migration.ForeignKeys;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Takes a consistent copy of a SQLite database beside its writers. The copy has its name only when
 * it is complete, checked and on disk; what a crash leaves is called {@code .partial}, and the next
 * attempt at the same name removes it.
 */
public final class SqliteSnapshot {

    private final SqliteFile source;
    private final FailPoints failPoints;

    public SqliteSnapshot(SqliteFile source, FailPoints failPoints) {
        this.source = source;
        this.failPoints = failPoints;
    }

    public SqliteSnapshot(SqliteFile source) {
        this(source, FailPoints.NONE);
    }

    /**
     * Takes the copy; returns when it is on disk.
     *
     * @param target a file that is not there yet
     * @throws DatabaseException when the source cannot be read or the copy cannot be written;
     *     nothing is then left at the target
     */
    public Snapshot take(Path target, SnapshotProgress progress, SnapshotPolicy policy) {
        SnapshotFile file = new SnapshotFile(target.toAbsolutePath().normalize());
        try {
            file.prepare();
            try {
                int restarts = PageCopy.copy(source, file, policy, progress);
                failPoints.hit(DatabaseFailPoint.SNAPSHOT_AFTER_COPY);
                freeLock(file.partial());
                Snapshot snapshot = described(file, restarts);
                failPoints.hit(DatabaseFailPoint.SNAPSHOT_BEFORE_PUBLISH);
                file.publish();
                failPoints.hit(DatabaseFailPoint.SNAPSHOT_AFTER_PUBLISH);
                return snapshot;
            } finally {
                file.discardPartial();
            }
        } catch (FileAlreadyExistsException e) {
            throw new DatabaseException(
                    Reason.TARGET_EXISTS,
                    source.display(),
                    "the snapshot's file " + target + " is there already",
                    "Choose another name; a snapshot never replaces a file",
                    null,
                    0,
                    e);
        } catch (IOException | UncheckedIOException e) {
            throw new DatabaseException(
                    Reason.INPUT_OUTPUT,
                    source.display(),
                    "the snapshot " + target + " could not be written: " + e,
                    "Check the snapshot's folder, its rights and its space",
                    null,
                    0,
                    e);
        }
    }

    /** A lock in a copy would keep the database that is restored from it locked, by nobody. */
    private void freeLock(Path copy) {
        try (Handle handle = Connections.open(copy, source.display(), false)) {
            if (LedgerTables.has(handle, "_migration_locks")) {
                handle.run("DELETE FROM _migration_locks");
            }
        }
    }

    /** Read before it is hashed, since closing it may still write. */
    private Snapshot described(SnapshotFile file, int restarts) throws IOException {
        FileContents contents = contents(file);
        file.toDisk();
        return new Snapshot(
                file.target(),
                Files.size(file.partial()),
                contents.pages(),
                file.sha256(),
                contents.rows(),
                contents.fingerprint(),
                contents.integrityProblems(),
                contents.reachedVersion(),
                contents.epoch(),
                restarts);
    }

    private static FileContents contents(SnapshotFile file) {
        SqliteFile copy = new SqliteFile(file.partial(), ForeignKeys.UNSPECIFIED);
        try (Handle handle = Connections.reading(copy)) {
            return FileContents.read(handle);
        }
    }
}
