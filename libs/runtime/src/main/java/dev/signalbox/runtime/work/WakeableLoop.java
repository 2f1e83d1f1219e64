package dev.signalbox.runtime.work;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * A thread that does its work again and again: at once when woken, otherwise after an interval. A
 * failing pass is logged and tried again with back-off; it never ends the loop.
 */
public final class WakeableLoop implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(WakeableLoop.class);
    private static final Duration LONGEST_BACK_OFF = Duration.ofSeconds(10);

    /** One pass over the work; it looks at everything that is due, so that no signal is missed. */
    @FunctionalInterface
    public interface Pass {
        void run() throws InterruptedException;
    }

    private final Pass pass;
    private final Duration interval;
    private final Thread thread;
    private final Semaphore signal = new Semaphore(0);
    private volatile boolean closed;

    public WakeableLoop(String name, Duration interval, Pass pass) {
        this.pass = pass;
        this.interval = interval;
        this.thread = Thread.ofPlatform().name(name).daemon(true).unstarted(this::run);
    }

    public void start() {
        thread.start();
    }

    public void wake() {
        signal.release();
    }

    /** Interrupts a pass under way and waits for the thread to end, for ten seconds at most. */
    @Override
    public void close() {
        closed = true;
        thread.interrupt();
        try {
            thread.join(TimeUnit.SECONDS.toMillis(10));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        var backOff = Duration.ofMillis(50);
        while (!closed) {
            try {
                pass.run();
                backOff = Duration.ofMillis(50);
                await(interval);
            } catch (InterruptedException e) {
                if (closed) {
                    return;
                }
            } catch (RuntimeException | Error e) {
                // An Error, too: a thread that ended without a word would leave a service that
                // says it is ready and does nothing.
                LOG.errorf(e, "%s failed; next try in %s", thread.getName(), backOff);
                try {
                    await(backOff);
                } catch (InterruptedException interrupted) {
                    if (closed) {
                        return;
                    }
                }
                backOff = shorter(backOff.multipliedBy(2), LONGEST_BACK_OFF);
            }
        }
    }

    private void await(Duration longest) throws InterruptedException {
        if (signal.tryAcquire(longest.toMillis(), TimeUnit.MILLISECONDS)) {
            signal.drainPermits();
        }
    }

    private static Duration shorter(Duration a, Duration b) {
        return a.compareTo(b) < 0 ? a : b;
    }
}
