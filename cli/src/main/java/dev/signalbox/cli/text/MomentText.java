package dev.signalbox.cli.text;

import dev.signalbox.cli.Failure;
import dev.signalbox.settings.yaml.DurationText;
import java.time.Clock;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;

/** Moments as people type them, in the zone of the clock where they name none. */
public final class MomentText {

    private MomentText() {}

    /**
     * RFC 3339.
     *
     * @param text RFC 3339, a date, a date with a time, or how long ago ({@code 2h})
     * @throws Failure when it is none of these
     */
    public static String rfc3339(String option, String text, Clock clock) {
        var given = text.strip().replace(' ', 'T');
        try {
            if (given.length() == 10) {
                return LocalDate.parse(given).atStartOfDay(clock.getZone()).toInstant().toString();
            }
            if (given.length() > 10 && given.charAt(4) == '-') {
                return hasZone(given)
                        ? OffsetDateTime.parse(given).toInstant().toString()
                        : LocalDateTime.parse(given).atZone(clock.getZone()).toInstant().toString();
            }
        } catch (DateTimeParseException e) {
            throw refused(option, text);
        }
        return DurationText.parse(given)
                .map(ago -> clock.instant().minus(ago).toString())
                .orElseThrow(() -> refused(option, text));
    }

    private static boolean hasZone(String text) {
        var time = text.substring(10);
        return time.endsWith("Z") || time.contains("+") || time.contains("-");
    }

    private static Failure refused(String option, String text) {
        return Failure.usage(
                "'" + text + "' is no moment for " + option,
                "Give such as 2026-05-01, 2026-05-01T14:00:00Z, or 2h for two hours ago.");
    }
}
