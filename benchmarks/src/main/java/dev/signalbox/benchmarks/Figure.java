package dev.signalbox.benchmarks;

import org.jspecify.annotations.Nullable;

/**
 * One measured value.
 *
 * @param samples of how many the value is the median
 * @param limit what it shall not exceed, in the same unit; absent for what is only told
 * @param peer what another tool needed for the same, which is told beside it; the limit may be a
 *     share of it
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

    /** No more than a share of what the peer needs. */
    static Figure within(double share, Samples peer, String name, Samples samples, String unit) {
        return new Figure(
                name,
                samples.median(),
                unit,
                samples.count(),
                share * peer.median(),
                peer.median());
    }

    /** What the value is told beside: the peer's, or else its limit. */
    @Nullable Double measure() {
        return peer == null ? limit : peer;
    }

    /** The value over what it is told beside. */
    @Nullable Double ratio() {
        var measure = measure();
        return measure == null ? null : value / measure;
    }

    boolean isKept() {
        return limit == null || value <= limit;
    }
}
