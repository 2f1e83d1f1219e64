package dev.signalbox.benchmarks;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The same thing measured again and again; times are in milliseconds. */
final class Samples {

    private final List<Double> values = new ArrayList<>();

    void add(Duration duration) {
        values.add(duration.toNanos() / 1e6);
    }

    void add(double value) {
        values.add(value);
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
