package dev.signalbox.rehearsal.benchmark;

import java.time.Duration;
import java.util.List;

/** Several times of the same. */
public record Spread(Duration least, Duration median, Duration most) {

    /**
     * @param times at least one
     */
    public static Spread of(List<Duration> times) {
        var sorted = times.stream().sorted().toList();
        return new Spread(sorted.getFirst(), sorted.get(sorted.size() / 2), sorted.getLast());
    }

    /** How far the times are apart, in percent of the median. */
    public double percent() {
        return 100.0 * most.minus(least).toNanos() / Math.max(1, median.toNanos());
    }

    public boolean overlaps(Spread other) {
        return least.compareTo(other.most) <= 0 && other.least.compareTo(most) <= 0;
    }
}
