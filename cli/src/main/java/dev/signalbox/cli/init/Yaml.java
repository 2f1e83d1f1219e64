package dev.signalbox.cli.init;

import dev.signalbox.cli.json.Json;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Values as they stand in a YAML file that people read. */
final class Yaml {

    private static final Pattern PLAIN =
            Pattern.compile("[A-Za-z./_][A-Za-z0-9./_:-]*[A-Za-z0-9/_]");
    private static final Set<String> WORDS =
            Set.of("true", "false", "yes", "no", "on", "off", "null", "y", "n");

    private Yaml() {}

    /**
     * The text as it is where YAML takes it for a text; else quoted as JSON, which YAML includes.
     */
    static String scalar(String text) {
        return PLAIN.matcher(text).matches() && !WORDS.contains(text.toLowerCase(Locale.ROOT))
                ? text
                : Json.write(text);
    }

    static String duration(Duration duration) {
        if (duration.toMillisPart() != 0) {
            return duration.toMillis() + "ms";
        }
        return duration.toSecondsPart() == 0 && duration.toMinutes() > 1
                ? duration.toMinutes() + "m"
                : duration.toSeconds() + "s";
    }
}
