package dev.signalbox.database.sqlite;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;
import org.sqlite.Function;

/**
 * {@code regexp_like(text, pattern)}, {@code regexp_count(text, pattern)} and {@code
 * regexp_substr(text, pattern[, start[, n]])} with PostgreSQL's order of arguments and Java's
 * regular expressions. Positions count characters from 1; null makes null.
 */
public final class RegexpFunctions {

    /** A rule has a handful of patterns; one whose patterns are a column's has any number. */
    private static final int KEPT_PATTERNS = 200;

    private final Map<String, Pattern> patterns =
            new LinkedHashMap<>(16, 0.75f, true) {
                @Override
                protected boolean removeEldestEntry(Map.Entry<String, Pattern> eldest) {
                    return size() > KEPT_PATTERNS;
                }
            };

    private RegexpFunctions() {}

    /**
     * They last as long as the connection.
     *
     * @throws SQLException when the connection is no SQLite, or closed
     */
    public static void register(Connection connection) throws SQLException {
        RegexpFunctions functions = new RegexpFunctions();
        functions.register(connection, "regexp_like", 2, (m, call) -> m.find() ? 1L : 0L);
        functions.register(connection, "regexp_count", 2, (m, call) -> m.results().count());
        for (int arguments = 2; arguments <= 4; arguments++) {
            functions.register(connection, "regexp_substr", arguments, RegexpFunctions::substring);
        }
    }

    static void register(Handle handle) {
        try {
            register(handle.connection());
        } catch (SQLException e) {
            throw SqliteErrors.classified(e, handle.database(), null);
        }
    }

    private interface Answer {
        @Nullable Object of(Matcher matcher, List<Long> numbers);
    }

    private static @Nullable String substring(Matcher matcher, List<Long> numbers) {
        long start = numbers.isEmpty() ? 1 : numbers.get(0);
        long occurrence = numbers.size() < 2 ? 1 : numbers.get(1);
        if (start < 1 || occurrence < 1) {
            throw new IllegalArgumentException(
                    "regexp_substr counts positions and occurrences from 1");
        }
        if (start - 1 > matcher.regionEnd() || !matcher.find((int) (start - 1))) {
            return null;
        }
        for (long n = 1; n < occurrence; n++) {
            if (!matcher.find()) {
                return null;
            }
        }
        return matcher.group();
    }

    private void register(Connection connection, String name, int arguments, Answer answer)
            throws SQLException {
        Function.create(
                connection,
                name,
                new Function() {
                    @Override
                    protected void xFunc() throws SQLException {
                        for (int i = 0; i < arguments; i++) {
                            if (value_type(i) == NULL) {
                                result();
                                return;
                            }
                        }
                        List<Long> numbers =
                                switch (arguments) {
                                    case 3 -> List.of(value_long(2));
                                    case 4 -> List.of(value_long(2), value_long(3));
                                    default -> List.of();
                                };
                        answer(value_text(0), value_text(1), numbers);
                    }

                    private void answer(String text, String pattern, List<Long> numbers)
                            throws SQLException {
                        try {
                            switch (answer.of(compiled(pattern).matcher(text), numbers)) {
                                case null -> result();
                                case Long number -> result(number);
                                case Object found -> result(found.toString());
                            }
                        } catch (PatternSyntaxException e) {
                            error(
                                    name
                                            + ": '"
                                            + pattern
                                            + "' is no regular expression: "
                                            + e.getDescription());
                        } catch (IllegalArgumentException e) {
                            error(String.valueOf(e.getMessage()));
                        } catch (StackOverflowError e) {
                            error(name + ": '" + pattern + "' is too deep for this text");
                        }
                    }
                },
                arguments,
                Function.FLAG_DETERMINISTIC);
    }

    private static final int NULL = 5;

    private Pattern compiled(String pattern) {
        return patterns.computeIfAbsent(pattern, Pattern::compile);
    }
}
