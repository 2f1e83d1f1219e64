package dev.signalbox.cli.scenario;

import dev.signalbox.cli.Failure;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** In which form tests are reported. */
public enum ReportFormat {
    TEXT,
    JUNIT,
    JSON;

    public static final String NAMES = "text, junit or json";

    /**
     * @throws Failure when there is no such form
     */
    public static ReportFormat of(String name) {
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "text" -> TEXT;
            case "junit" -> JUNIT;
            case "json" -> JSON;
            default ->
                    throw Failure.usage("There is no form '" + name + "'", "Give " + NAMES + ".");
        };
    }

    /**
     * @param format null for what the file's name says
     * @throws Failure when neither says it
     */
    public static ReportFormat of(@Nullable String format, String file) {
        if (format != null) {
            return of(format);
        }
        var name = file.toLowerCase(Locale.ROOT);
        if (name.endsWith(".xml")) {
            return JUNIT;
        }
        if (name.endsWith(".json")) {
            return JSON;
        }
        if (name.endsWith(".txt") || name.endsWith(".log")) {
            return TEXT;
        }
        throw Failure.usage(
                "The name of " + file + " does not say in which form the report is",
                "End it in .xml, .json or .txt, or give --format: " + NAMES + ".");
    }
}
