package dev.signalbox.executor.work;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Doing nothing for a while. */
final class Rest {

    private static final Duration SLICE = Duration.ofMillis(50);

    private Rest() {}

    /** Returns false when it was cut short. */
    static boolean take(Duration duration, BooleanSupplier cutShort) throws InterruptedException {
        var end = System.nanoTime() + duration.toNanos();
        for (var now = System.nanoTime(); now < end; now = System.nanoTime()) {
            if (cutShort.getAsBoolean()) {
                return false;
            }
            Thread.sleep(Math.clamp(1 + (end - now) / 1_000_000, 1, SLICE.toMillis()));
        }
        return !cutShort.getAsBoolean();
    }
}
