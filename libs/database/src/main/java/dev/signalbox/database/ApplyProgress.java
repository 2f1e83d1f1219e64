package dev.signalbox.database;

import java.time.Duration;

/** Told how far a migration is, at most four times a second, on the thread that applies it. */
@FunctionalInterface
public interface ApplyProgress {

    ApplyProgress SILENT = (statement, of, rows, elapsed) -> {};

    /**
     * How far it is.
     *
     * @param statement 1-based, the one that runs
     * @param of how many there are
     * @param rows changed by this statement so far; estimated while it runs
     * @param elapsed since the first statement began
     */
    void at(int statement, int of, long rows, Duration elapsed);
}
