package dev.signalbox.audit.web;

import dev.signalbox.audit.domain.Cursor;
import dev.signalbox.audit.domain.Entry;
import dev.signalbox.audit.domain.TrailQuery;
import dev.signalbox.events.DatabaseId;
import dev.signalbox.events.EventType;
import dev.signalbox.events.Finding;
import dev.signalbox.events.PlanId;
import dev.signalbox.runtime.web.ApiException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of a query, all checked before any is used: a misspelt filter would otherwise
 * answer with entries that were not asked for.
 */
final class TrailParameters {

    static final int MOST_ENTRIES = 500;
    private static final int ENTRIES = 100;
    private static final String TYPES = "dev.signalbox.";
    private static final Set<String> PAGE = Set.of("after", "limit");
    private static final Set<String> FILTERS =
            Set.of("database", "plan", "actor", "type", "from", "to");

    private final Map<String, List<String>> given;
    private final List<Finding> findings = new ArrayList<>();

    TrailParameters(Map<String, List<String>> given) {
        this.given = given;
    }

    /**
     * @throws ApiException naming every parameter that is not as it must be
     */
    TrailQuery query() {
        return read(true);
    }

    /**
     * @throws ApiException naming every parameter that is not as it must be
     */
    TrailQuery deadLetters() {
        return read(false);
    }

    private TrailQuery read(boolean filters) {
        var allowed = new TreeSet<>(PAGE);
        if (filters) {
            allowed.addAll(FILTERS);
        }
        given.keySet().stream()
                .filter(name -> !allowed.contains(name))
                .forEach(name -> bad(name, "is not known", String.join(", ", allowed)));
        var types =
                parsed("type", TrailParameters::types, "a type, or how types begin: " + areas());
        var after = parsed("after", TrailParameters::after, "the 'next' of an earlier page");
        var limit = parsed("limit", TrailParameters::limit, "1 to " + MOST_ENTRIES);
        var query =
                new TrailQuery(
                        parsed("database", TrailParameters::database, DatabaseId.PATTERN),
                        parsed("plan", text -> PlanId.of(text).toString(), "a plan's UUID"),
                        parsed("actor", Function.identity(), "an actor, such as local:alice"),
                        types == null ? List.of() : types,
                        filters ? null : Entry.Kind.DEAD_LETTER,
                        parsed("from", TrailParameters::time, "RFC 3339: 2026-01-31T12:00:00Z"),
                        parsed("to", TrailParameters::time, "RFC 3339: 2026-01-31T12:00:00Z"),
                        after == null ? 0 : after,
                        limit == null ? ENTRIES : limit);
        if (!findings.isEmpty()) {
            throw ApiException.badRequest(
                    findings.getFirst().message(),
                    String.valueOf(findings.getFirst().remedy()),
                    findings);
        }
        return query;
    }

    private <T> @Nullable T parsed(String name, Function<String, T> parse, String allowed) {
        var values = given.getOrDefault(name, List.of());
        if (values.isEmpty() || (values.size() == 1 && values.getFirst().isEmpty())) {
            return null;
        }
        if (values.size() > 1) {
            bad(name, "was given " + values.size() + " times", "once, " + allowed);
            return null;
        }
        try {
            return parse.apply(values.getFirst());
        } catch (IllegalArgumentException | DateTimeParseException e) {
            bad(name, "was given '" + shortened(values.getFirst()) + "'", allowed);
            return null;
        }
    }

    private void bad(String name, String what, String allowed) {
        findings.add(
                Finding.error(
                        "bad-parameter",
                        name,
                        "The parameter '%s' %s".formatted(shortened(name), what),
                        "Allowed: " + allowed + "."));
    }

    private static String database(String text) {
        return new DatabaseId(text).value();
    }

    private static Instant time(String text) {
        // An offset's plus that was not encoded arrives as a space.
        var time = OffsetDateTime.parse(text.replace(' ', '+'));
        if (time.getYear() < 1970 || time.getYear() > 9999) {
            throw new IllegalArgumentException("Out of range");
        }
        return time.toInstant();
    }

    private static long after(String text) {
        return Cursor.index(text).orElseThrow(IllegalArgumentException::new);
    }

    private static int limit(String text) {
        var limit = Integer.parseInt(text);
        if (limit < 1 || limit > MOST_ENTRIES) {
            throw new IllegalArgumentException("Out of range");
        }
        return limit;
    }

    private static List<String> types(String text) {
        var begin = text.startsWith(TYPES) ? text : TYPES + text;
        var types =
                Arrays.stream(EventType.values())
                        .map(EventType::wireName)
                        .filter(name -> name.startsWith(begin))
                        .toList();
        if (types.isEmpty()) {
            throw new IllegalArgumentException("No such type");
        }
        return types;
    }

    private static String areas() {
        var areas = new TreeSet<String>();
        for (var type : EventType.values()) {
            var name = type.wireName().substring(TYPES.length());
            areas.add(name.substring(0, name.indexOf('.') + 1));
        }
        return String.join(", ", areas);
    }

    private static String shortened(String text) {
        return text.length() <= 100 ? text : text.substring(0, 100) + "…";
    }
}
