package dev.signalbox.cli.command;

import dev.signalbox.cli.Failure;
import dev.signalbox.settings.yaml.DurationText;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a plan is to be made and carried out, by the services' names; what was not asked for is
 * absent.
 */
record WireOptions(Map<String, Object> values) {

    static final WireOptions NONE = new WireOptions(Map.of());

    WireOptions {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    WireOptions with(String name, boolean wanted) {
        return wanted ? and(name, true) : this;
    }

    WireOptions with(String name, @Nullable Integer number) {
        return number == null ? this : and(name, number);
    }

    WireOptions with(String name, @Nullable String text) {
        return text == null || text.isBlank() ? this : and(name, text);
    }

    /**
     * @param option what the command line calls it, for the message
     * @throws Failure when the text is no time
     */
    WireOptions withTime(String name, String option, @Nullable String text) {
        if (text == null) {
            return this;
        }
        return and(
                name,
                DurationText.parse(text)
                        .orElseThrow(
                                () ->
                                        Failure.usage(
                                                "'" + text + "' is no time for " + option,
                                                "Give " + DurationText.FORMS + "."))
                        .toString());
    }

    private WireOptions and(String name, Object value) {
        var more = new LinkedHashMap<>(values);
        more.put(name, value);
        return new WireOptions(more);
    }
}
