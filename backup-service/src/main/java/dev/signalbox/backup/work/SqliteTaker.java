package dev.signalbox.backup.work;

import dev.signalbox.backup.domain.SnapshotTaker;
import dev.signalbox.database.DatabaseAddress;
import dev.signalbox.database.DatabaseException;
import dev.signalbox.database.failpoint.FailPoints;
import dev.signalbox.database.sqlite.Snapshot;
import dev.signalbox.database.sqlite.SnapshotPolicy;
import dev.signalbox.database.sqlite.SqliteSnapshot;
import dev.signalbox.events.Finding;
import java.nio.file.Path;
import java.util.Locale;

/** Takes snapshots of SQLite databases. */
public final class SqliteTaker implements SnapshotTaker {

    private static final String ENGINE = "sqlite";

    private final Path projectFolder;
    private final SnapshotPolicy policy;
    private final FailPoints failPoints;

    /**
     * @param projectFolder what a relative path in a URL is relative to
     */
    public SqliteTaker(Path projectFolder, SnapshotPolicy policy, FailPoints failPoints) {
        this.projectFolder = projectFolder;
        this.policy = policy;
        this.failPoints = failPoints;
    }

    @Override
    public Outcome take(String url, Path target, Progress progress) {
        try {
            return switch (DatabaseAddress.parse(url, projectFolder)) {
                case DatabaseAddress.SqliteFile file ->
                        outcome(
                                file.display(),
                                new SqliteSnapshot(file, failPoints)
                                        .take(target, progress::at, policy));
            };
        } catch (DatabaseException e) {
            return new Outcome.NotTaken(
                    Finding.error(
                            e.reason().name().toLowerCase(Locale.ROOT).replace('_', '-'),
                            e.database(),
                            "No snapshot of %s was taken: %s".formatted(e.database(), e.problem()),
                            e.remedy()));
        }
    }

    private static Outcome outcome(String database, Snapshot snapshot) {
        if (!snapshot.isWhole()) {
            return new Outcome.NotTaken(
                    Finding.error(
                            "database-damaged",
                            database,
                            "No snapshot of %s was taken: it is damaged (%s)"
                                    .formatted(database, snapshot.integrityProblems().getFirst()),
                            "Run PRAGMA integrity_check on it, and restore an earlier snapshot or"
                                    + " recover it with sqlite3's .recover."));
        }
        return new Outcome.Taken(
                ENGINE,
                snapshot.bytes(),
                snapshot.sha256(),
                snapshot.reachedVersion(),
                snapshot.fingerprint().toString(),
                snapshot.rows());
    }
}
