package dev.signalbox.sql.migration;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Liquibase's {@code ${name}}: one without a value stays as it is. */
record LooseParameters(Map<String, String> values) {

    private static final Pattern PARAMETER = Pattern.compile("\\$\\{([^}\\s]{1,200})}");

    String in(String text) {
        return PARAMETER
                .matcher(text)
                .replaceAll(
                        match ->
                                Matcher.quoteReplacement(
                                        values.getOrDefault(match.group(1), match.group())));
    }
}
