package dev.signalbox.database;

import java.time.Duration;
import java.util.Optional;

/**
 * How long to wait for a database that somebody else holds.
 *
 * @param atMost zero tries once
 * @param between two tries
 * @param listener told after each try that failed
 */
public record WaitPolicy(Duration atMost, Duration between, Listener listener) {

    public static final WaitPolicy NONE =
            new WaitPolicy(Duration.ZERO, Duration.ofMillis(50), (holder, waited) -> {});

    /** Told that the wait goes on. */
    @FunctionalInterface
    public interface Listener {

        /**
         * One more try has failed.
         *
         * @param holder empty when it cannot be read, or when it is no Signalbox
         */
        void waiting(Optional<LockHolder> holder, Duration waited);
    }

    public WaitPolicy {
        if (atMost.isNegative() || between.isNegative() || between.isZero()) {
            throw new IllegalArgumentException(
                    "Waits are not negative and tries are apart: " + atMost + ", " + between);
        }
    }

    public static WaitPolicy atMost(Duration atMost) {
        return new WaitPolicy(atMost, Duration.ofMillis(50), (holder, waited) -> {});
    }
}
