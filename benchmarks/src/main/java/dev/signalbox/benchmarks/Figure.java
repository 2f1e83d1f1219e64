package dev.signalbox.benchmarks;

import org.jspecify.annotations.Nullable;

/**
 * One measured value.
 *
 * @param samples of how many the value is the median
 * @param limit what it shall not exceed, in the same unit; absent for what is only told
 * @param peer what another tool needed for the same, which is told beside it
 */
record Figure(
        String name,
        double value,
        String unit,
        int samples,
        @Nullable Double limit,
        @Nullable Double peer) {

    static Figure of(String name, Samples samples, String unit, @Nullable Double limit) {
        return new Figure(name, samples.median(), unit, samples.count(), limit, null);
    }

    static Figure beside(Samples peer, String name, Samples samples, String unit) {
        return new Figure(name, samples.median(), unit, samples.count(), null, peer.median());
    }

    /** The value over its limit, or else over the peer's; below 1 is better than it. */
    @Nullable Double ratio() {
        var measure = limit == null ? peer : limit;
        return measure == null ? null : value / measure;
    }

    boolean isKept() {
        return limit == null || value <= limit;
    }
}
