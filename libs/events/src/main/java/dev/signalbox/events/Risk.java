package dev.signalbox.events;

import java.util.List;

/**
 * How much can go wrong, and why.
 *
 * @param causes one sentence each; empty when the level is low for want of any cause
 */
public record Risk(Level level, List<String> causes) {

    public enum Level {
        LOW,
        MEDIUM,
        HIGH
    }

    public static final Risk LOW = new Risk(Level.LOW, List.of());

    public Risk {
        causes = List.copyOf(causes);
    }
}
