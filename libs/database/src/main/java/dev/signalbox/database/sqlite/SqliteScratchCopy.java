package dev.signalbox.database.sqlite;

import dev.signalbox.database.ApplyOptions;
import dev.signalbox.database.ApplyOutcome;
import dev.signalbox.database.DatabaseAddress.SqliteFile;
import dev.signalbox.database.DatabaseException;
import dev.signalbox.database.DatabaseException.Reason;
import dev.signalbox.database.MigrationToRevert;
import dev.signalbox.database.Schema;
import dev.signalbox.database.ScratchCopy;
import dev.signalbox.database.StatementError;
import dev.signalbox.database.TriedRevert;
import dev.signalbox.database.failpoint.FailPoints;
import dev.signalbox.sql.migration.ForeignKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** A snapshot to try things on, readable by its owner alone. */
final class SqliteScratchCopy implements ScratchCopy {

    private final SqliteFile copy;

    private SqliteScratchCopy(SqliteFile copy) {
        this.copy = copy;
    }

    static SqliteScratchCopy of(SqliteFile source, Path folder) {
        Path file = fileIn(folder);
        new SqliteSnapshot(source).take(file, (done, of) -> {}, SnapshotPolicy.DEFAULT);
        return keptPrivate(new SqliteFile(file, source.foreignKeys()));
    }

    /** Of nothing. */
    static SqliteScratchCopy empty(ForeignKeys foreignKeys, Path folder) {
        SqliteFile file = new SqliteFile(fileIn(folder), foreignKeys);
        try (Handle handle = Connections.creating(file)) {
            // A file without a page is none yet.
            handle.run("PRAGMA user_version=0");
        }
        return keptPrivate(file);
    }

    private static Path fileIn(Path folder) {
        return folder.resolve(".signalbox-scratch-" + UUID.randomUUID() + ".db");
    }

    private static SqliteScratchCopy keptPrivate(SqliteFile file) {
        SqliteScratchCopy result = new SqliteScratchCopy(file);
        try {
            result.keepPrivate();
            return result;
        } catch (IOException e) {
            result.close();
            throw failed(file, "could not be kept private", e);
        }
    }

    SqliteFile file() {
        return copy;
    }

    private void keepPrivate() throws IOException {
        if (Files.getFileStore(copy.file()).supportsFileAttributeView("posix")) {
            Files.setPosixFilePermissions(
                    copy.file(), PosixFilePermissions.fromString("rw-------"));
        }
    }

    @Override
    public TriedRevert tryRevert(MigrationToRevert migration) {
        Change change = Change.down(migration);
        Optional<StatementError> refusal = ScriptRules.refusal(change);
        if (refusal.isPresent()) {
            return new TriedRevert(List.of(), refusal.get().message());
        }
        boolean enforced = change.enforced(copy.foreignKeys());
        try (Handle handle = Connections.changing(copy)) {
            handle.run("PRAGMA foreign_keys=" + (enforced ? "ON" : "OFF"));
            handle.run("BEGIN IMMEDIATE");
            Schema before = handle.schema();
            RevertEffects effects = RevertEffects.before(handle, change, before);
            Optional<ApplyOutcome> stopped =
                    new Statements(
                                    handle,
                                    enforced,
                                    change,
                                    ApplyOptions.DEFAULT,
                                    FailPoints.NONE,
                                    Boundaries.REVERT,
                                    Surroundings.NONE)
                            .run();
            if (stopped.isPresent()) {
                return new TriedRevert(List.of(), stopped.get().message());
            }
            List<TriedRevert.Effect> found = effects.after(handle.schema());
            handle.run("COMMIT");
            return new TriedRevert(found, null);
        }
    }

    @Override
    public void close() {
        for (String suffix : List.of("", "-journal", "-wal", "-shm")) {
            Path file = copy.file().resolveSibling(copy.file().getFileName() + suffix);
            try {
                Files.deleteIfExists(file);
            } catch (IOException e) {
                throw failed(copy, "could not be deleted", e);
            }
        }
    }

    private static DatabaseException failed(SqliteFile database, String what, IOException e) {
        return new DatabaseException(
                Reason.INPUT_OUTPUT,
                database.display(),
                "the scratch copy " + what + ": " + e,
                "Check the folder and its rights, and delete what is called .signalbox-scratch",
                null,
                0,
                e);
    }
}
