package dev.signalbox.cli.text;

import java.time.Duration;
import java.time.format.DateTimeParseException;

/** Numbers as people read them. Without {@code Formatter}: it takes long to load. */
public final class Amounts {

    private static final long KIB = 1024;

    private Amounts() {}

    /** {@code 1,234,567}. */
    public static String count(long number) {
        var digits = Long.toString(Math.abs(number));
        var text = new StringBuilder(number < 0 ? "-" : "");
        for (var i = 0; i < digits.length(); i++) {
            if (i > 0 && (digits.length() - i) % 3 == 0) {
                text.append(',');
            }
            text.append(digits.charAt(i));
        }
        return text.toString();
    }

    /** {@code 1 row}, {@code 12 rows}. */
    public static String count(long number, String one, String many) {
        return count(number) + " " + (number == 1 ? one : many);
    }

    /** {@code 4.2 MB}, in steps of 1024. */
    public static String bytes(long bytes) {
        if (bytes < KIB) {
            return bytes + " bytes";
        }
        if (bytes < KIB * KIB) {
            return tenths(bytes / (double) KIB) + " KB";
        }
        return bytes < KIB * KIB * KIB
                ? tenths(bytes / (double) (KIB * KIB)) + " MB"
                : tenths(bytes / (double) (KIB * KIB * KIB)) + " GB";
    }

    /** ISO 8601 as {@code 12 ms}, {@code 1.2 s}, {@code 3 min 5 s}; anything else as it is. */
    public static String duration(String iso) {
        try {
            return duration(Duration.parse(iso));
        } catch (DateTimeParseException e) {
            return iso;
        }
    }

    public static String duration(Duration duration) {
        var millis = duration.toMillis();
        if (millis < 1_000) {
            return millis + " ms";
        }
        if (millis < 60_000) {
            return tenths(millis / 1000.0) + " s";
        }
        var seconds = Math.round(millis / 1000.0);
        if (seconds < 3_600) {
            return seconds / 60 + " min" + (seconds % 60 == 0 ? "" : " " + seconds % 60 + " s");
        }
        var minutes = Math.round(seconds / 60.0);
        return minutes / 60 + " h" + (minutes % 60 == 0 ? "" : " " + minutes % 60 + " min");
    }

    private static String tenths(double value) {
        var tenths = Math.round(value * 10);
        return tenths % 10 == 0 ? count(tenths / 10) : count(tenths / 10) + "." + tenths % 10;
    }
}
