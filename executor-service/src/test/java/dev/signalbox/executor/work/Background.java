package dev.signalbox.executor.work;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** A worker on a thread of its own, and waiting for what it does. */
final class Background {

    private static final Duration LONGEST = Duration.ofSeconds(30);

    private final CompletableFuture<Void> done = new CompletableFuture<>();
    private final Thread thread;

    Background(RunWorker worker) {
        this.thread =
                Thread.ofPlatform()
                        .daemon(true)
                        .start(
                                () -> {
                                    try {
                                        worker.workOff();
                                        done.complete(null);
                                    } catch (InterruptedException e) {
                                        done.complete(null);
                                    } catch (RuntimeException | Error e) {
                                        done.completeExceptionally(e);
                                    }
                                });
    }

    /** As the service's loops do when they are closed. */
    void interrupt() {
        thread.interrupt();
    }

    void join() {
        try {
            done.get(LONGEST.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException | InterruptedException e) {
            throw new AssertionError("The worker did not come to an end", e);
        }
    }

    /** The same, while it works: what it died of is told at once. */
    void whileWorking(String what, BooleanSupplier condition) {
        until(
                what,
                () -> {
                    if (done.isCompletedExceptionally()) {
                        join();
                    }
                    return condition.getAsBoolean();
                });
    }

    static void until(String what, BooleanSupplier condition) {
        var end = System.nanoTime() + LONGEST.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - end > 0) {
                throw new AssertionError("Not within " + LONGEST + ": " + what);
            }
            LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
        }
    }
}
