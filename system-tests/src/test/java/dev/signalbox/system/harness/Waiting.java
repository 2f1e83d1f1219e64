package dev.signalbox.system.harness;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;

/** Waits for conditions, never for times. */
public final class Waiting {

    private static final Duration USUAL = Duration.ofSeconds(30);

    private Waiting() {}

    public static void until(String what, Callable<Boolean> condition) {
        until(what, USUAL, condition);
    }

    public static void until(String what, Duration atMost, Callable<Boolean> condition) {
        patience(what, atMost).until(condition);
    }

    /** The first thing that is found. */
    public static <T> T found(String what, Callable<Optional<T>> look) {
        return found(what, USUAL, look);
    }

    public static <T> T found(String what, Duration atMost, Callable<Optional<T>> look) {
        return patience(what, atMost).until(look, Optional::isPresent).orElseThrow();
    }

    private static ConditionFactory patience(String what, Duration atMost) {
        return Awaitility.await(what)
                .pollInSameThread()
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(20))
                .atMost(atMost);
    }
}
