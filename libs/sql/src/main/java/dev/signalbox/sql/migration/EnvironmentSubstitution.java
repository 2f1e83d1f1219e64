package dev.signalbox.sql.migration;

import java.util.Locale;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * goose's {@code ENVSUB}: between ON and OFF, variables are replaced. Their values are the
 * project's placeholders and never a process's environment, which would make the same files mean
 * something else on every host.
 */
final class EnvironmentSubstitution {

    static final String ON = "ENVSUB ON";
    static final String OFF = "ENVSUB OFF";

    private static final Pattern SWITCH =
            Pattern.compile(
                    "\\s*--\\s*\\+goose\\s+ENVSUB\\s+(ON|OFF)\\s*", Pattern.CASE_INSENSITIVE);
    private static final Pattern VARIABLE =
            Pattern.compile("\\$\\{(\\w+)(?::?-([^}]*))?}|\\$(\\w+)");

    private final Map<String, String> values;
    private final Findings findings;

    EnvironmentSubstitution(Map<String, String> values, Findings findings) {
        this.values = values;
        this.findings = findings;
    }

    ReplacedText in(String text) {
        if (!text.toUpperCase(Locale.ROOT).contains("ENVSUB")) {
            return ReplacedText.unchanged(text);
        }
        Lines lines = new Lines(text);
        ReplacedText result = new ReplacedText();
        boolean on = false;
        for (Lines.Line line : lines.all()) {
            Matcher matcher = SWITCH.matcher(line.text());
            if (matcher.matches()) {
                on = matcher.group(1).equalsIgnoreCase("ON");
            }
            if (on && !matcher.matches()) {
                result.replace(line.withEnd(), VARIABLE, it -> value(line, it));
            } else {
                result.keep(line.withEnd());
            }
        }
        return result;
    }

    private String value(Lines.Line line, MatchResult variable) {
        String name = variable.group(1) == null ? variable.group(3) : variable.group(1);
        String value = values.getOrDefault(name, variable.group(2));
        if (value == null) {
            Placeholders.refuseMissing(findings, line.at(variable.start()), name);
            return variable.group();
        }
        return value;
    }
}
