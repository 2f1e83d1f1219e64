package dev.signalbox.events;

import java.time.Duration;
import java.util.Objects;

/**
 * How long something is thought to take.
 *
 * @param source where the figure comes from, in words that a person can check
 */
public record Estimate(Duration duration, String source) {

    public Estimate {
        Objects.requireNonNull(duration, "duration");
        Objects.requireNonNull(source, "source");
    }
}
