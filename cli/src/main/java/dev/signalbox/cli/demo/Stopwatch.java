package dev.signalbox.cli.demo;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** How long each phase took. */
final class Stopwatch {

    private final Map<String, Duration> phases = new LinkedHashMap<>();
    private long since = System.nanoTime();

    /** Ends the phase that began with the end of the one before. */
    Duration lap(String phase) {
        var now = System.nanoTime();
        var took = Duration.ofNanos(now - since);
        phases.put(phase, took);
        since = now;
        return took;
    }

    Map<String, Duration> phases() {
        return phases;
    }

    Duration total() {
        return phases.values().stream().reduce(Duration.ZERO, Duration::plus);
    }
}
