package dev.signalbox.rehearsal.suite;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A file of {@code tests/}.
 *
 * @param engine the only one on which it runs; null for every
 * @param file as it is shown
 */
public record Suite(
        String id,
        String name,
        @Nullable String description,
        List<String> tags,
        @Nullable String engine,
        String file,
        List<Scenario> scenarios) {

    /** The engine of this release. */
    public static final String HERE = "sqlite";

    /** Those that a suite may name. */
    public static final List<String> ENGINES = List.of(HERE, "postgresql");

    public Suite {
        tags = List.copyOf(tags);
        scenarios = List.copyOf(scenarios);
    }

    /** Why it cannot run here; empty when it can. */
    public Optional<String> notHere() {
        return engine == null || engine.equals(HERE)
                ? Optional.empty()
                : Optional.of(
                        "needs "
                                + engine
                                + ", which this release does not run; it has "
                                + HERE
                                + " only");
    }

    /** The suite with some of its scenarios. */
    public Suite with(List<Scenario> some) {
        return new Suite(id, name, description, tags, engine, file, some);
    }
}
