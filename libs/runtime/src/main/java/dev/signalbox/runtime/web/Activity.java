package dev.signalbox.runtime.web;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** When somebody last asked for something, and how many are watching. */
@ApplicationScoped
public class Activity {

    private final AtomicLong lastRequestNanos = new AtomicLong(System.nanoTime());
    private final AtomicInteger watchers = new AtomicInteger();

    public void requested() {
        lastRequestNanos.set(System.nanoTime());
    }

    public void watcherCame() {
        watchers.incrementAndGet();
    }

    public void watcherLeft() {
        watchers.decrementAndGet();
        requested();
    }

    /** How long nobody has asked or watched. */
    public Duration quietFor() {
        return watchers.get() > 0
                ? Duration.ZERO
                : Duration.ofNanos(System.nanoTime() - lastRequestNanos.get());
    }
}
