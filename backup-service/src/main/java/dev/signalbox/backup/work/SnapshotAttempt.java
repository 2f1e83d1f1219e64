package dev.signalbox.backup.work;

import dev.signalbox.backup.domain.DatabaseDirectory;
import dev.signalbox.backup.domain.DatabaseDirectory.Lookup;
import dev.signalbox.backup.domain.SnapshotJob;
import dev.signalbox.backup.domain.SnapshotTaker;
import dev.signalbox.backup.domain.SnapshotTaker.Outcome;
import dev.signalbox.backup.store.SnapshotFolder;
import dev.signalbox.backup.store.SnapshotFolders;
import dev.signalbox.database.failpoint.FailPoints;
import dev.signalbox.events.Finding;
import dev.signalbox.events.Manifest;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jboss.logging.Logger;

/**
 * From a database to a published snapshot. Everything is written beside the place where it is found
 * later and gets there by one renaming, so that a crash leaves a whole snapshot or none. One that
 * is there already is adopted: the crash came after the renaming.
 */
public final class SnapshotAttempt {

    private static final Logger LOG = Logger.getLogger(SnapshotAttempt.class);
    private static final String COPY = "data.db";

    private final DatabaseDirectory databases;
    private final SnapshotTaker taker;
    private final SnapshotFolders folders;
    private final Clock clock;
    private final FailPoints failPoints;

    public SnapshotAttempt(
            DatabaseDirectory databases,
            SnapshotTaker taker,
            SnapshotFolders folders,
            Clock clock,
            FailPoints failPoints) {
        this.databases = databases;
        this.taker = taker;
        this.folders = folders;
        this.clock = clock;
        this.failPoints = failPoints;
    }

    /** What came of it. */
    public sealed interface Result {

        record Published(Manifest manifest) implements Result {}

        /** No snapshot is there, and nothing of one is left. */
        record Failed(Finding finding) implements Result {}
    }

    public Result take(SnapshotJob.Header header, SnapshotTaker.Progress progress) {
        var folder = folders.folder(header.database(), header.snapshot());
        try {
            var earlier = folders.published(header.database(), header.snapshot());
            if (earlier.isPresent()) {
                return new Result.Published(earlier.get());
            }
            return switch (databases.find(header.database())) {
                case Lookup.Missing missing -> new Result.Failed(missing.finding());
                case Lookup.Found found -> take(header, found.url(), folder, progress);
            };
        } catch (IOException e) {
            discard(folder);
            return new Result.Failed(
                    Finding.error(
                            "snapshot-store",
                            folders.root().toString(),
                            "The snapshot of '%s' could not be written to %s: %s"
                                    .formatted(header.database(), folders.root(), e),
                            "Check the folder (signalbox.backup.snapshots), its rights and its free"
                                    + " space, and ask again."));
        } catch (RuntimeException e) {
            // Whoever waits for the snapshot must hear of it, also where the fault is ours.
            LOG.errorf(
                    e,
                    "Snapshot %s of %s failed for a reason that was not foreseen",
                    header.snapshot(),
                    header.database());
            discard(folder);
            return new Result.Failed(
                    Finding.error(
                            "internal",
                            header.database().value(),
                            "The snapshot of '%s' failed for a reason that was not foreseen: %s"
                                    .formatted(header.database(), e),
                            "See the log of the backup service, and report it."));
        }
    }

    private Result take(
            SnapshotJob.Header header,
            String url,
            SnapshotFolder folder,
            SnapshotTaker.Progress progress)
            throws IOException {
        folder.begin();
        failPoints.hit("backup.after-folder");
        var takenAt = now();
        var startNanos = System.nanoTime();
        return switch (taker.take(url, folder.file(COPY), progress)) {
            case Outcome.NotTaken notTaken -> {
                folder.discard();
                yield new Result.Failed(notTaken.finding());
            }
            case Outcome.Taken taken -> {
                failPoints.hit("backup.after-copy");
                var duration = Duration.ofNanos(System.nanoTime() - startNanos);
                var manifest = manifest(header, taken, takenAt, duration);
                folder.describe(manifest);
                failPoints.hit("backup.after-manifest");
                folder.publish();
                failPoints.hit("backup.after-publish");
                yield new Result.Published(manifest);
            }
        };
    }

    private static Manifest manifest(
            SnapshotJob.Header header, Outcome.Taken taken, Instant takenAt, Duration duration) {
        return new Manifest(
                header.snapshot(),
                header.database(),
                header.plan(),
                taken.engine(),
                COPY,
                taken.bytes(),
                taken.sha256(),
                taken.version(),
                taken.fingerprint(),
                taken.rows(),
                takenAt,
                duration,
                header.reason());
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    private static void discard(SnapshotFolder folder) {
        try {
            folder.discard();
        } catch (IOException e) {
            LOG.warnf("What is left of a failed snapshot stays until the next start: %s", e);
        }
    }
}
