package dev.signalbox.rehearsal.benchmark;

import dev.signalbox.rehearsal.database.Moved.Kind;
import java.time.Duration;
import java.util.List;

/**
 * A migration or a rule, measured.
 *
 * @param name a migration's file stem, a rule's id
 * @param rows changed by a migration, transformed by a rule
 * @param times one for each repetition
 * @param heapBytes the most that was in use, garbage included
 * @param residentBytes the most that the process held in memory; 0 where that cannot be told
 * @param sizeBefore of the database, in bytes
 * @param sizeAfter of the database, in bytes
 */
public record Measured(
        Kind kind,
        String name,
        long rows,
        List<Duration> times,
        long heapBytes,
        long residentBytes,
        long sizeBefore,
        long sizeAfter) {

    public Measured {
        times = List.copyOf(times);
    }

    public Spread spread() {
        return Spread.of(times);
    }

    /** Of the median's time. */
    public double rowsPerSecond() {
        return rows / Math.max(1e-9, spread().median().toNanos() / 1e9);
    }
}
