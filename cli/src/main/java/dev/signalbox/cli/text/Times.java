package dev.signalbox.cli.text;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;

/** Moments as people read them, always with their zone. */
public final class Times {

    private final ZoneId zone;

    public Times(ZoneId zone) {
        this.zone = zone;
    }

    public static Times here() {
        return new Times(ZoneId.systemDefault());
    }

    /** RFC 3339 as {@code 2026-05-01 14:00:00 +02:00}; anything else as it is. */
    public String moment(String rfc3339) {
        try {
            return text(Instant.parse(rfc3339).atZone(zone));
        } catch (DateTimeException e) {
            return rfc3339;
        }
    }

    private static String text(ZonedDateTime given) {
        var time = given.truncatedTo(ChronoUnit.SECONDS);
        var offset = time.getOffset().getTotalSeconds() == 0 ? "Z" : time.getOffset().getId();
        var clock = time.toLocalTime().toString();
        return time.toLocalDate()
                + " "
                + (clock.length() == 5 ? clock + ":00" : clock)
                + " "
                + offset;
    }
}
