package dev.signalbox.transfer;

import java.time.Duration;

/**
 * How large the next batch is, and how long to wait before it. A batch that holds the database for
 * longer than the target is followed by a smaller one, a quick one by one of twice its size, up to
 * the rule's. Who had to wait for other writers waits as long again before the next batch, so that
 * they get ahead; that fades when nobody is in the way.
 */
final class Pace {

    /** What an application's own writes wait at most, mostly. */
    static final Duration TARGET = Duration.ofMillis(250);

    /** Beginning with more would hold a slow database for long before anything is known. */
    private static final int FIRST = 1_000;

    private static final int LEAST_OF_BEFORE = 4;
    private static final Duration NOTICED = Duration.ofMillis(20);
    private static final Duration LONGEST = Duration.ofSeconds(2);

    private final int most;
    private final Duration pause;
    private int rows;
    private Duration extra = Duration.ZERO;

    Pace(int most, Duration pause) {
        this.most = most;
        this.pause = pause;
        this.rows = Math.min(most, FIRST);
    }

    int rows() {
        return rows;
    }

    Duration pause() {
        return pause.plus(extra);
    }

    /**
     * @param took the last batch, without what it waited
     * @param waited for other writers
     */
    void made(Duration took, Duration waited) {
        rows = Math.clamp(next(took), 1, most);
        extra = yielding(waited);
    }

    private long next(Duration took) {
        if (took.compareTo(TARGET) > 0) {
            return Math.max(rows / LEAST_OF_BEFORE, rows * TARGET.toNanos() / took.toNanos());
        }
        return took.multipliedBy(2).compareTo(TARGET) < 0 ? 2L * rows : rows;
    }

    private Duration yielding(Duration waited) {
        if (waited.compareTo(NOTICED) > 0) {
            return waited.compareTo(LONGEST) < 0 ? waited : LONGEST;
        }
        Duration fading = extra.dividedBy(2);
        return fading.compareTo(NOTICED) > 0 ? fading : Duration.ZERO;
    }
}
