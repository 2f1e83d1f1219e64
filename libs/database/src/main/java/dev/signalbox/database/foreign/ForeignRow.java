package dev.signalbox.database.foreign;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A row of a history. Its tool may have written a time or a flag in one of several ways. */
public final class ForeignRow {

    /** Any number beyond it is a time in milliseconds: in seconds it would be the year 5138. */
    private static final long MOST_SECONDS = 99_999_999_999L;

    private static final DateTimeFormatter TIME =
            new DateTimeFormatterBuilder()
                    .append(DateTimeFormatter.ISO_LOCAL_DATE)
                    .appendLiteral('T')
                    .append(DateTimeFormatter.ISO_LOCAL_TIME)
                    .optionalStart()
                    .appendPattern("[XXX][X]")
                    .optionalEnd()
                    .toFormatter(Locale.ROOT);

    private final Map<String, @Nullable Object> values;

    /**
     * @param values by the columns' names, in any letter case
     */
    public ForeignRow(Map<String, @Nullable Object> values) {
        var folded = new TreeMap<String, @Nullable Object>(String.CASE_INSENSITIVE_ORDER);
        folded.putAll(values);
        this.values = Collections.unmodifiableMap(folded);
    }

    /** Null when the column is missing, null or blank. */
    @Nullable String text(String column) {
        var value = values.get(column);
        return value == null || value.toString().isBlank() ? null : value.toString().strip();
    }

    /** Of the first of the columns that has one. */
    @Nullable String firstText(String... columns) {
        for (var column : columns) {
            var text = text(column);
            if (text != null) {
                return text;
            }
        }
        return null;
    }

    /** Of the first of the columns that has a value; null when none has. */
    @Nullable Boolean flag(String column) {
        var text = text(column);
        if (text == null) {
            return null;
        }
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "0", "0.0", "false", "f", "no", "n" -> false;
            default -> true;
        };
    }

    /** Zero when it is no number. */
    long number(String column) {
        if (values.get(column) instanceof Number number) {
            return number.longValue();
        }
        var text = text(column);
        try {
            return text == null ? 0 : Long.parseLong(text);
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    /** Null when it is no number of milliseconds. */
    @Nullable Duration milliseconds(String column) {
        return text(column) == null ? null : Duration.ofMillis(Math.max(0, number(column)));
    }

    /** Without a zone it is taken for UTC; null when it cannot be read. */
    @Nullable Instant time(String column) {
        if (values.get(column) instanceof Number number) {
            return ofNumber(number.longValue());
        }
        var text = text(column);
        if (text == null) {
            return null;
        }
        try {
            if (text.chars().allMatch(Character::isDigit) && text.length() <= 15) {
                return ofNumber(Long.parseLong(text));
            }
            // Times end up as "+00", "+00:00" or " UTC", depending on who wrote them.
            var plain = text.replace(" UTC", "Z").replaceFirst(" +(?=[+-])", "");
            var parsed =
                    TIME.parseBest(
                            plain.replaceFirst(" ", "T"), Instant::from, LocalDateTime::from);
            return parsed instanceof LocalDateTime local
                    ? local.toInstant(ZoneOffset.UTC)
                    : Instant.from(parsed);
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static Instant ofNumber(long number) {
        return number > MOST_SECONDS ? Instant.ofEpochMilli(number) : Instant.ofEpochSecond(number);
    }
}
