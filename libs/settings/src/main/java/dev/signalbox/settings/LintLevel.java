package dev.signalbox.settings;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How much a rule of {@code validate} matters to a project. */
public enum LintLevel {
    ERROR,
    WARNING,
    INFO,
    OFF;

    static final String NAMES = "error, warning, info or off";

    static Optional<LintLevel> of(String word) {
        return Arrays.stream(values())
                .filter(level -> level.name().toLowerCase(Locale.ROOT).equals(word))
                .findFirst();
    }
}
