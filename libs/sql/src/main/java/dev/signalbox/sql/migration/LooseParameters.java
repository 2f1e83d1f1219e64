package dev.signalbox.sql.migration;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Liquibase's {@code ${name}}: one without a value stays as it is. */
record LooseParameters(Map<String, String> values) {

    private static final Pattern PARAMETER = Pattern.compile("\\$\\{([^}\\s]{1,200})}");

    ReplacedText in(String text) {
        ReplacedText result = new ReplacedText();
        Matcher matcher = PARAMETER.matcher(text);
        int at = 0;
        while (matcher.find()) {
            result.keep(text.substring(at, matcher.start()));
            result.replace(matcher.group(), values.getOrDefault(matcher.group(1), matcher.group()));
            at = matcher.end();
        }
        return result.keep(text.substring(at));
    }
}
