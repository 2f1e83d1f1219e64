package dev.signalbox.benchmarks;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Times of the same thing done again and again, in milliseconds. */
final class Samples {

    private final List<Double> values = new ArrayList<>();

    void add(Duration duration) {
        values.add(duration.toNanos() / 1e6);
    }

    int count() {
        return values.size();
    }

    double median() {
        return quantile(0.5);
    }

    double quantile(double part) {
        var sorted = new ArrayList<>(values);
        Collections.sort(sorted);
        return sorted.get(
                (int) Math.min(sorted.size() - 1L, Math.round(part * (sorted.size() - 1))));
    }
}
