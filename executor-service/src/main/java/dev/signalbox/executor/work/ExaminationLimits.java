package dev.signalbox.executor.work;

import java.time.Duration;

/** How long a database of a size may be looked at: every run pays for it. */
final class ExaminationLimits {

    /** A file up to this size is read whole in a fraction of a second. */
    static final long SMALL = 64L << 20;

    static final Duration ROWS = Duration.ofMillis(50);
    static final Duration OTHER_WRITER = Duration.ofMillis(250);

    /** Of the runs of one query together. */
    static final Duration TIMING = Duration.ofSeconds(2);

    static final int TIMED_RUNS = 5;

    /** Counting each takes longer than it tells. */
    static final int MOST_TABLES = 500;

    private static final Duration SHORTEST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofSeconds(10);
    private static final long GIGABYTE = 1L << 30;

    private ExaminationLimits() {}

    /** One second, and one more for each gigabyte, up to ten. */
    static Duration reading(long bytes) {
        var limit = SHORTEST.plusSeconds(bytes / GIGABYTE);
        return limit.compareTo(LONGEST) > 0 ? LONGEST : limit;
    }
}
