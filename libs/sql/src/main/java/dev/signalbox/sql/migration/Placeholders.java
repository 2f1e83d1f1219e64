package dev.signalbox.sql.migration;

import dev.signalbox.sql.Excerpt;
import dev.signalbox.sql.Nearest;
import dev.signalbox.sql.SourcePosition;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** {@code ${name}}, as Flyway and Liquibase have it, everywhere but in comment lines. */
final class Placeholders {

    static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([^}\\s]{1,200})}");

    private final Map<String, String> values;
    private final Findings findings;

    Placeholders(Map<String, String> values, Findings findings) {
        // As in Flyway, letter case does not tell placeholders apart.
        this.values = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        this.values.putAll(values);
        this.findings = findings;
    }

    ReplacedText in(String text) {
        if (!text.contains("${")) {
            return ReplacedText.unchanged(text);
        }
        ReplacedText result = new ReplacedText();
        for (Lines.Line line : new Lines(text).all()) {
            if (line.text().stripLeading().startsWith("--")) {
                result.keep(line.withEnd());
            } else {
                result.replace(line.withEnd(), PLACEHOLDER, it -> value(line, it));
            }
        }
        return result;
    }

    private String value(Lines.Line line, MatchResult placeholder) {
        String name = placeholder.group(1);
        String value = values.get(name);
        if (value == null) {
            refuse(line.at(placeholder.start()), name);
            // A name takes its place, so that what follows can be looked at, too.
            return "placeholder";
        }
        return value;
    }

    private void refuse(SourcePosition position, String name) {
        String remedy =
                Nearest.to(name, values.keySet())
                        .map(near -> "Did you mean " + near + "? ")
                        .orElse("");
        findings.add(position, "missing-placeholder", message(name), remedy + remedy(name));
    }

    static void refuseMissing(Findings findings, SourcePosition position, String name) {
        findings.add(position, "missing-placeholder", message(name), remedy(name));
    }

    private static String message(String name) {
        return "The placeholder " + Excerpt.of(name) + " has no value.";
    }

    private static String remedy(String name) {
        return "Give it one in signalbox.yml: databases.<name>.placeholders."
                + Excerpt.of(name)
                + ".";
    }
}
