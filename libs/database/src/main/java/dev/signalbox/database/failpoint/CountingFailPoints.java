package dev.signalbox.database.failpoint;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * Crashes at the n-th boundary that is passed. A sweep takes n = 1, 2, … until a run completes
 * without {@link #crashed()}.
 */
public final class CountingFailPoints implements FailPoints {

    private final int crashAt;
    private final AtomicInteger hits = new AtomicInteger();

    /**
     * @param crashAt 1 crashes at the first boundary; 0 never
     */
    public CountingFailPoints(int crashAt) {
        this.crashAt = crashAt;
    }

    @Override
    public void hit(String name) {
        int hit = hits.incrementAndGet();
        if (hit == crashAt) {
            throw new SimulatedCrash(name, hit);
        }
    }

    public int hits() {
        return hits.get();
    }

    public boolean crashed() {
        return crashAt > 0 && hits.get() >= crashAt;
    }
}
