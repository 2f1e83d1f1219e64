package dev.signalbox.backup.work;

import dev.signalbox.backup.domain.DatabaseDirectory;
import dev.signalbox.backup.domain.DatabaseDirectory.Lookup;
import dev.signalbox.backup.domain.StagingJob;
import dev.signalbox.backup.store.SnapshotFolders;
import dev.signalbox.backup.store.StagingStore;
import dev.signalbox.database.DatabaseAddress;
import dev.signalbox.database.DatabaseException;
import dev.signalbox.database.failpoint.FailPoints;
import dev.signalbox.database.sqlite.FileContents;
import dev.signalbox.events.BackupEvent;
import dev.signalbox.events.BackupEvent.RestoreFailed;
import dev.signalbox.events.BackupEvent.RestoreStaged;
import dev.signalbox.events.Finding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jboss.logging.Logger;

/**
 * From a snapshot to a checked copy beside the database. A crash leaves at most a copy that nobody
 * was told of, and the next attempt replaces it.
 */
public final class StagingAttempt {

    private static final Logger LOG = Logger.getLogger(StagingAttempt.class);

    private final DatabaseDirectory databases;
    private final Path projectFolder;
    private final StagingSource sources;
    private final StagingStore store;
    private final FailPoints failPoints;

    /**
     * @param projectFolder what a relative path in a URL, or of a file, is relative to
     */
    public StagingAttempt(
            DatabaseDirectory databases,
            Path projectFolder,
            SnapshotFolders folders,
            StagingStore store,
            FailPoints failPoints) {
        this.databases = databases;
        this.projectFolder = projectFolder;
        this.sources = new StagingSource(folders, projectFolder);
        this.store = store;
        this.failPoints = failPoints;
    }

    /** What is to be told of it. */
    BackupEvent stage(StagingJob job) {
        try {
            return switch (databases.find(job.database())) {
                case Lookup.Missing missing -> failed(job, missing.finding());
                case Lookup.Found found -> stage(job, file(found.url()));
            };
        } catch (DatabaseException e) {
            return failed(
                    job, Finding.error("invalid-address", e.database(), e.problem(), e.remedy()));
        } catch (RuntimeException e) {
            // Whoever waits for the copy must hear of it, also where the fault is ours.
            LOG.errorf(
                    e, "The copy for run %s failed for a reason that was not foreseen", job.run());
            return failed(
                    job,
                    Finding.error(
                            "internal",
                            job.database().value(),
                            "The copy for the restore of '%s' failed for a reason that was not foreseen: %s"
                                    .formatted(job.database(), e),
                            "See the log of the backup service, and report it."));
        }
    }

    /** Removes the copies of runs that have ended; to be called while nothing is copied. */
    public void removeLeftovers() {
        for (var path : store.leftovers()) {
            try {
                new ScratchFile(path).remove();
                store.removed(path);
            } catch (IOException e) {
                LOG.warnf("The copy %s of a run that has ended stays: %s", path, e);
            }
        }
    }

    private Path file(String url) {
        return switch (DatabaseAddress.parse(url, projectFolder)) {
            case DatabaseAddress.SqliteFile sqlite -> sqlite.file();
        };
    }

    private BackupEvent stage(StagingJob job, Path database) {
        try {
            return switch (sources.find(job)) {
                case StagingSource.Found.Missing missing -> failed(job, missing.finding());
                case StagingSource.Found.Source source -> copied(job, source, database);
            };
        } catch (IOException e) {
            return failed(
                    job,
                    Finding.error(
                            "snapshot-store",
                            job.database().value(),
                            "The snapshot for '%s' could not be looked for: %s"
                                    .formatted(job.database(), e),
                            "Check the snapshot store (signalbox.backup.snapshots) and its rights."));
        }
    }

    private BackupEvent copied(StagingJob job, StagingSource.Found.Source source, Path database)
            throws IOException {
        if (Files.exists(database) && Files.isSameFile(source.file(), database)) {
            return failed(
                    job,
                    Finding.error(
                            "file-is-the-database",
                            source.file().toString(),
                            "%s is the database itself".formatted(source.file()),
                            "Name a copy of it, or a snapshot."));
        }
        var scratch = ScratchFile.beside(database, job.run());
        store.begin(job, scratch.path());
        failPoints.hit("backup.restore.before-copy");
        String sha256;
        try {
            sha256 = scratch.copyOf(source.file());
        } catch (IOException e) {
            discard(scratch);
            return failed(
                    job,
                    Finding.error(
                            "copy-failed",
                            scratch.path().toString(),
                            "%s could not be copied to %s: %s"
                                    .formatted(source.file(), scratch.path(), e),
                            "Check the rights and the free space of the database's folder, then retry"
                                    + " the run."));
        }
        failPoints.hit("backup.restore.after-copy");
        return checked(job, source, scratch, sha256);
    }

    private BackupEvent checked(
            StagingJob job, StagingSource.Found.Source source, ScratchFile scratch, String sha256) {
        var check =
                CopyCheck.of(
                        source.file().toString(),
                        scratch.path(),
                        sha256,
                        job.sha256(),
                        source.manifest());
        failPoints.hit("backup.restore.after-check");
        if (!check.findings().isEmpty()) {
            discard(scratch);
            return failed(job, check.findings().getFirst());
        }
        return staged(job, scratch, check.contents());
    }

    private static RestoreStaged staged(
            StagingJob job, ScratchFile scratch, FileContents contents) {
        return new RestoreStaged(
                job.database(),
                job.plan(),
                job.snapshot(),
                scratch.path().toString(),
                contents.fingerprint().toString(),
                contents.reachedVersion(),
                contents.rows());
    }

    private static RestoreFailed failed(StagingJob job, Finding finding) {
        return new RestoreFailed(job.database(), job.plan(), job.snapshot(), finding);
    }

    private static void discard(ScratchFile scratch) {
        try {
            scratch.remove();
        } catch (IOException e) {
            LOG.warnf("What is left of a copy that failed stays: %s", e);
        }
    }
}
