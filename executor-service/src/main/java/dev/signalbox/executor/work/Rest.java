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
        while (System.nanoTime() < end) {
            if (cutShort.getAsBoolean()) {
                return false;
            }
            Thread.sleep(Math.min(SLICE.toMillis(), 1 + (end - System.nanoTime()) / 1_000_000));
        }
        return !cutShort.getAsBoolean();
    }
}
