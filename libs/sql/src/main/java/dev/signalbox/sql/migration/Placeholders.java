package dev.signalbox.sql.migration;

import dev.signalbox.sql.Excerpt;
import dev.signalbox.sql.Nearest;
import dev.signalbox.sql.SourcePosition;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code ${name}}, as Flyway and Liquibase have it, everywhere but in comment lines. */
final class Placeholders {

    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([^}\\s]{1,200})}");

    private final Map<String, String> values;
    private final Findings findings;

    Placeholders(Map<String, String> values, Findings findings) {
        this.values = values;
        this.findings = findings;
    }

    String in(String text) {
        if (!text.contains("${")) {
            return text;
        }
        StringBuilder result = new StringBuilder();
        for (Lines.Line line : new Lines(text).all()) {
            boolean comment = line.text().stripLeading().startsWith("--");
            result.append(comment ? line.withEnd() : replaced(line));
        }
        return result.toString();
    }

    private String replaced(Lines.Line line) {
        Matcher matcher = PLACEHOLDER.matcher(line.withEnd());
        StringBuilder result = new StringBuilder();
        while (matcher.find()) {
            String value = values.get(matcher.group(1));
            if (value == null) {
                refuse(line.at(matcher.start()), matcher.group(1));
                // A name takes its place, so that what follows can be looked at, too.
                value = "placeholder";
            }
            matcher.appendReplacement(result, Matcher.quoteReplacement(value));
        }
        return matcher.appendTail(result).toString();
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
