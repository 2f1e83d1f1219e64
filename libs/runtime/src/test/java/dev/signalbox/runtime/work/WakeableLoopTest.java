package dev.signalbox.runtime.work;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.runtime.Await;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class WakeableLoopTest {

    private static final Duration NEVER = Duration.ofHours(1);

    private final AtomicInteger passes = new AtomicInteger();

    @Test
    void wakingRunsAPassAtOnce() {
        try (var loop = new WakeableLoop("test", NEVER, passes::incrementAndGet)) {
            loop.start();
            Await.until("first pass", () -> passes.get() == 1);

            loop.wake();

            Await.until("second pass", () -> passes.get() == 2);
        }
    }

    @Test
    void passesRepeatAfterTheInterval() {
        try (var loop = new WakeableLoop("test", Duration.ofMillis(5), passes::incrementAndGet)) {
            loop.start();

            Await.until("several passes", () -> passes.get() >= 3);
        }
    }

    @Test
    void wakingDuringAPassIsNotLost() throws Exception {
        var entered = new CountDownLatch(1);
        var mayEnd = new CountDownLatch(1);
        WakeableLoop.Pass pass =
                () -> {
                    if (passes.incrementAndGet() == 1) {
                        entered.countDown();
                        mayEnd.await();
                    }
                };
        try (var loop = new WakeableLoop("test", NEVER, pass)) {
            loop.start();
            assertThat(entered.await(10, TimeUnit.SECONDS)).isTrue();

            for (var i = 0; i < 1000; i++) {
                loop.wake();
            }
            mayEnd.countDown();

            Await.until("the pass for what came meanwhile", () -> passes.get() >= 2);
        }
        assertThat(passes).as("a thousand signals are one reason to look").hasValueLessThan(5);
    }

    @Test
    void failingPassIsTriedAgain() {
        try (var loop =
                new WakeableLoop(
                        "test",
                        NEVER,
                        () -> {
                            if (passes.incrementAndGet() < 3) {
                                throw new IllegalStateException("not yet");
                            }
                        })) {
            loop.start();

            Await.until("the pass that succeeds", () -> passes.get() == 3);
        }
    }

    @Test
    void passThatRunsOutOfMemoryIsTriedAgain() {
        try (var loop =
                new WakeableLoop(
                        "test",
                        NEVER,
                        () -> {
                            if (passes.incrementAndGet() < 2) {
                                throw new OutOfMemoryError("simulated");
                            }
                        })) {
            loop.start();

            Await.until("the pass that succeeds", () -> passes.get() == 2);
        }
    }

    @Test
    void closingInterruptsAPassAndNoneFollows() throws Exception {
        var entered = new CountDownLatch(1);
        var interrupted = new AtomicBoolean();
        var loop =
                new WakeableLoop(
                        "test",
                        Duration.ofMillis(1),
                        () -> {
                            passes.incrementAndGet();
                            entered.countDown();
                            try {
                                new CountDownLatch(1).await();
                            } catch (InterruptedException e) {
                                interrupted.set(true);
                                throw e;
                            }
                        });
        loop.start();
        assertThat(entered.await(10, TimeUnit.SECONDS)).isTrue();

        loop.close();

        assertThat(interrupted).isTrue();
        assertThat(passes).hasValue(1);
    }

    @Test
    void strayInterruptDoesNotEndTheLoop() {
        try (var loop =
                new WakeableLoop(
                        "test",
                        Duration.ofMillis(1),
                        () -> {
                            if (passes.incrementAndGet() == 1) {
                                Thread.currentThread().interrupt();
                            }
                        })) {
            loop.start();

            Await.until("passes after the interrupt", () -> passes.get() >= 3);
        }
    }
}
