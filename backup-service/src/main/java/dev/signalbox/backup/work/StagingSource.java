package dev.signalbox.backup.work;

import dev.signalbox.backup.domain.StagingJob;
import dev.signalbox.backup.store.SnapshotFolders;
import dev.signalbox.backup.store.StoredSnapshot;
import dev.signalbox.events.Finding;
import dev.signalbox.events.Manifest;
import dev.signalbox.events.SnapshotId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Finds the file that a restore is from. */
final class StagingSource {

    private static final String OTHERS = "signalbox snapshots lists those that are there.";

    private final SnapshotFolders folders;
    private final Path projectFolder;

    /**
     * @param projectFolder what a relative file is relative to
     */
    StagingSource(SnapshotFolders folders, Path projectFolder) {
        this.folders = folders;
        this.projectFolder = projectFolder;
    }

    /** What came of looking. */
    sealed interface Found {

        /**
         * @param manifest absent for a file that is no snapshot
         */
        record Source(Path file, @Nullable Manifest manifest) implements Found {}

        record Missing(Finding finding) implements Found {}
    }

    Found find(StagingJob job) throws IOException {
        var snapshot = job.snapshot();
        if (snapshot != null) {
            return snapshot(job, snapshot);
        }
        var file = job.file();
        return file == null
                ? missing(
                        "restore", "no-source", "The request names no snapshot and no file", OTHERS)
                : file(file);
    }

    private Found snapshot(StagingJob job, SnapshotId id) throws IOException {
        var where = "snapshot " + id;
        var stored = folders.find(id);
        if (stored.isEmpty()) {
            return missing(
                    where,
                    "snapshot-missing",
                    "Snapshot %s is not in %s".formatted(id, folders.root()),
                    OTHERS);
        }
        return switch (stored.get()) {
            case StoredSnapshot.Broken broken ->
                    missing(
                            where,
                            "snapshot-broken",
                            "Snapshot %s in %s is not to be relied on: %s"
                                    .formatted(id, broken.folder(), broken.why()),
                            "Restore another snapshot; " + OTHERS);
            case StoredSnapshot.Whole whole -> fitting(job, whole);
        };
    }

    private static Found fitting(StagingJob job, StoredSnapshot.Whole whole) {
        var manifest = whole.manifest();
        var where = "snapshot " + manifest.snapshot();
        if (!manifest.database().equals(job.database())) {
            return missing(
                    where,
                    "snapshot-of-another-database",
                    "Snapshot %s is of database '%s', and not of '%s'"
                            .formatted(manifest.snapshot(), manifest.database(), job.database()),
                    "Restore a snapshot of '%s'.".formatted(job.database()));
        }
        if (!manifest.sha256().equals(job.sha256())) {
            return missing(
                    where,
                    "manifest-changed",
                    "The manifest in %s has SHA-256 %s, and the plan was made for %s"
                            .formatted(whole.folder(), manifest.sha256(), job.sha256()),
                    "Somebody changed the manifest, or put another snapshot there: look at it,"
                            + " then plan again.");
        }
        return new Found.Source(whole.folder().resolve(manifest.file()), manifest);
    }

    private Found file(String name) throws IOException {
        Path file;
        try {
            file = projectFolder.resolve(name).toAbsolutePath().normalize();
        } catch (InvalidPathException e) {
            return missing(
                    name,
                    "file-missing",
                    "'%s' is no path: %s".formatted(name, e.getMessage()),
                    "Name a file.");
        }
        if (!Files.isRegularFile(file)) {
            return missing(
                    name,
                    "file-missing",
                    "There is no file " + file,
                    "The backup service looks for it on its own machine; check the path.");
        }
        var log = file.resolveSibling(file.getFileName() + "-wal");
        if (Files.exists(log) && Files.size(log) > 0) {
            return missing(
                    name,
                    "file-in-use",
                    "Beside %s lies its write-ahead log %s, so that the file alone is not the whole database"
                            .formatted(file, log),
                    "Close the database that it belongs to, or copy it with sqlite3's VACUUM INTO.");
        }
        return new Found.Source(file, null);
    }

    private static Found missing(String where, String code, String message, String remedy) {
        return new Found.Missing(Finding.error(code, where, message, remedy));
    }
}
