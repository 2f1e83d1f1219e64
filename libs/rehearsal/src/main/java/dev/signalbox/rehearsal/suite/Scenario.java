package dev.signalbox.rehearsal.suite;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One test, on a database of its own.
 *
 * @param at the version to begin with; null for an empty database
 * @param timeout for all but the clean-up, which has as much again
 */
public record Scenario(
        Place place,
        String id,
        String name,
        @Nullable String description,
        List<String> tags,
        Duration timeout,
        @Nullable String at,
        @Nullable TestData data,
        @Nullable SqlText setup,
        Body body,
        @Nullable SqlText cleanup,
        Outcome outcome) {

    public static final Duration TIMEOUT = Duration.ofSeconds(60);

    public Scenario {
        tags = List.copyOf(tags);
    }

    /** What is executed. */
    public sealed interface Body {

        /** Steps in order. */
        record Steps(List<Step> steps) implements Body {

            public Steps {
                steps = List.copyOf(steps);
            }
        }

        /**
         * A class that implements {@code MigrationScenario}.
         *
         * @param className fully qualified
         */
        record Java(Place place, String className) implements Body {}
    }

    /** What executing is to come to. */
    public sealed interface Outcome {

        /** Every step does. */
        record Success() implements Outcome {}

        /**
         * A step fails.
         *
         * @param message part of what it says; null when that does not matter
         */
        record Failure(@Nullable String message) implements Outcome {}
    }
}
