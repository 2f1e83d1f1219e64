package dev.signalbox.cli.validate;

import dev.signalbox.cli.Failure;
import dev.signalbox.sql.Nearest;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The forms of a report. */
public enum Format {
    TEXT,
    JSON,
    SARIF,
    GITHUB,
    GITLAB;

    /** What the option takes. */
    public static final String NAMES = "text, json, sarif, github, gitlab";

    public static Format of(String name) {
        var names = List.of(NAMES.split(", "));
        return Arrays.stream(values())
                .filter(format -> format.id().equals(name.toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(
                        () ->
                                Failure.usage(
                                        "There is no format '" + name + "'",
                                        Nearest.to(name, names)
                                                .map(near -> "Did you mean " + near + "?")
                                                .orElse("There is: " + NAMES)));
    }

    String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
