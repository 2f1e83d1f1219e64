package dev.signalbox.database.sqlite;

import java.sql.SQLException;
import java.time.Duration;
import org.sqlite.ProgressHandler;

/** Interrupts whatever runs on a connection once a time is over. */
final class TimeLimit extends ProgressHandler implements AutoCloseable {

    private static final int STEPS = 1_000;

    private final Handle handle;
    private final long deadline;

    TimeLimit(Handle handle, Duration limit) {
        this.handle = handle;
        this.deadline = System.nanoTime() + limit.toNanos();
        try {
            ProgressHandler.setHandler(handle.connection(), STEPS, this);
        } catch (SQLException e) {
            throw SqliteErrors.classified(e, handle.database(), null);
        }
    }

    boolean isOver() {
        return System.nanoTime() - deadline >= 0;
    }

    @Override
    protected int progress() {
        return isOver() ? 1 : 0;
    }

    @Override
    public void close() {
        try {
            ProgressHandler.clearHandler(handle.connection());
        } catch (SQLException e) {
            throw SqliteErrors.classified(e, handle.database(), null);
        }
    }
}
