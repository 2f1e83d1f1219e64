package dev.signalbox.database.sqlite;

import dev.signalbox.database.DatabaseAddress.SqliteFile;
import dev.signalbox.database.DatabaseException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Copies a database's pages, as of one moment, beside its writers.
 *
 * <p>In WAL mode an open read transaction fixes the moment. In rollback mode it would keep writers
 * from committing for the whole copy; so there the copy goes step by step, and SQLite starts over
 * when a writer commits between two steps. After a few times that is given up, and the moment is
 * fixed after all: the copy then ends in the time of one, however busy the writers are.
 */
final class PageCopy {

    private static final int TRIES_WHEN_LOCKED = 3;
    private static final int PAUSE_WHEN_LOCKED_MS = 10;
    private static final long TICK_NANOS = Duration.ofMillis(250).toNanos();

    private final SqliteFile source;
    private final SnapshotPolicy policy;
    private final SnapshotProgress progress;
    private final Handle handle;
    private int remaining = Integer.MAX_VALUE;
    private int restarts;
    private boolean yielding;
    private boolean gaveUp;
    private long lastTick = System.nanoTime();
    private @Nullable RuntimeException failure;

    private PageCopy(
            SqliteFile source, SnapshotPolicy policy, SnapshotProgress progress, Handle handle) {
        this.source = source;
        this.policy = policy;
        this.progress = progress;
        this.handle = handle;
    }

    /** Answers how often it had to start over. */
    static int copy(
            SqliteFile source,
            SnapshotFile target,
            SnapshotPolicy policy,
            SnapshotProgress progress) {
        // Not a reading connection: giving up takes a write lock for a moment. Nothing is written.
        try (Handle handle = Connections.changing(source)) {
            handle.busyTimeout((int) policy.patience().toMillis());
            return new PageCopy(source, policy, progress, handle).to(target);
        }
    }

    private int to(SnapshotFile target) {
        boolean wal = handle.text("PRAGMA journal_mode").equals("wal");
        yielding = !wal && Files.isWritable(source.file());
        if (yielding) {
            int code = attempt(target.partial());
            if (!gaveUp) {
                succeeded(code, target.partial());
                return restarts;
            }
            target.discardPartial();
            yielding = false;
        }
        fixMoment();
        succeeded(attempt(target.partial()), target.partial());
        return restarts;
    }

    private int attempt(Path partial) {
        remaining = Integer.MAX_VALUE;
        try {
            return handle.connection()
                    .getDatabase()
                    .backup(
                            "main",
                            partial.toString(),
                            this::step,
                            PAUSE_WHEN_LOCKED_MS,
                            TRIES_WHEN_LOCKED,
                            policy.pagesAStep());
        } catch (SQLException e) {
            throw SqliteErrors.classified(e, source.display(), null);
        } finally {
            if (gaveUp) {
                handle.rollBack();
            }
        }
    }

    private void succeeded(int code, Path partial) {
        if (failure != null) {
            throw failure;
        }
        if (code != 0) {
            throw SqliteErrors.classified(code, source.display(), "the copy to " + partial);
        }
    }

    /** The driver goes on copying when this throws, and so nothing may be thrown from here. */
    private void step(int left, int of) {
        try {
            if (left > remaining) {
                restarts++;
            }
            remaining = left;
            if (yielding && !gaveUp && restarts > policy.restarts()) {
                giveUp();
            }
            tick(left, of);
        } catch (RuntimeException e) {
            failure = failure == null ? e : failure;
        }
    }

    private void tick(int left, int of) {
        long now = System.nanoTime();
        if (now - lastTick >= TICK_NANOS || left == 0) {
            lastTick = now;
            progress.at((long) of - left, of);
        }
    }

    /**
     * The driver has no way to end a copy early; but SQLite refuses to go on while the source's own
     * connection is writing. Where the write lock is not to be had, the next step tries again.
     */
    private void giveUp() {
        try {
            handle.run("BEGIN IMMEDIATE");
            gaveUp = true;
        } catch (DatabaseException e) {
            if (!e.reason().mayPass()) {
                throw e;
            }
        }
    }

    private void fixMoment() {
        handle.run("BEGIN");
        handle.number("SELECT count(*) FROM sqlite_schema");
    }
}
