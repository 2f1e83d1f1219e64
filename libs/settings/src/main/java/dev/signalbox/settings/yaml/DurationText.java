package dev.signalbox.settings.yaml;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Times as people write them: {@code 60000} (milliseconds), {@code 60s}, {@code 10m}, {@code
 * PT60S}.
 */
public final class DurationText {

    public static final String FORMS =
            "a number of milliseconds, or such as 500ms, 60s, 10m, 2h, 1d, PT60S";

    private static final Pattern NUMBER_AND_UNIT = Pattern.compile("(\\d{1,15})\\s*(ms|s|m|h|d)?");

    private DurationText() {}

    /** The duration, if the text is one and it is more than nothing. */
    public static Optional<Duration> parse(String text) {
        var given = text.strip();
        var matcher = NUMBER_AND_UNIT.matcher(given.toLowerCase(Locale.ROOT));
        try {
            var duration =
                    matcher.matches()
                            ? of(Long.parseLong(matcher.group(1)), matcher.group(2))
                            : Duration.parse(given);
            return duration.isPositive() ? Optional.of(duration) : Optional.empty();
        } catch (DateTimeParseException | ArithmeticException e) {
            return Optional.empty();
        }
    }

    private static Duration of(long amount, @Nullable String unit) {
        return switch (unit == null ? "ms" : unit) {
            case "s" -> Duration.ofSeconds(amount);
            case "m" -> Duration.ofMinutes(amount);
            case "h" -> Duration.ofHours(amount);
            case "d" -> Duration.ofDays(amount);
            default -> Duration.ofMillis(amount);
        };
    }
}
