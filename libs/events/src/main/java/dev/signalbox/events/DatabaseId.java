package dev.signalbox.events;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/**
 * The name under which a database is managed. It is the Kafka key of everything that concerns the
 * database, so that its events stay in order.
 *
 * @param value 1 to 120 of letters, digits, dot, hyphen and underscore, starting with a letter or
 *     digit
 */
public record DatabaseId(@JsonValue String value) implements Comparable<DatabaseId> {

    public static final String PATTERN = "[A-Za-z0-9][A-Za-z0-9._-]{0,119}";
    private static final Pattern VALID = Pattern.compile(PATTERN);

    @JsonCreator
    public DatabaseId {
        if (!VALID.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "A database id is 1 to 120 of letters, digits, '.', '-' and '_', starting with"
                            + " a letter or digit; not '"
                            + value
                            + "'");
        }
    }

    public static boolean isValid(String value) {
        return VALID.matcher(value).matches();
    }

    @Override
    public int compareTo(DatabaseId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
