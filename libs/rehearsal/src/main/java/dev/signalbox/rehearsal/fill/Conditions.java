package dev.signalbox.rehearsal.fill;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What the checks of a table say, as far as it can be used to invent a row. The rest shows when
 * SQLite refuses one.
 *
 * @param limits by column, in lower case
 * @param orders between two columns
 */
record Conditions(Map<String, Limits> limits, List<Order> orders) {

    static final Conditions NONE = new Conditions(Map.of(), List.of());

    Conditions {
        limits = Map.copyOf(limits);
        orders = List.copyOf(orders);
    }

    /** One column's value is below another's, or not above it. */
    record Order(String lower, String upper, boolean strict) {}

    static Conditions of(String column, Limits limits) {
        return new Conditions(Map.of(column.toLowerCase(Locale.ROOT), limits), List.of());
    }

    Limits of(ColumnFacts column) {
        return limits.getOrDefault(column.folded(), Limits.NONE);
    }

    Conditions and(Conditions other) {
        var all = new HashMap<>(limits);
        other.limits.forEach((column, more) -> all.merge(column, more, Limits::and));
        return new Conditions(all, Stream.concat(orders.stream(), other.orders.stream()).toList());
    }

    /** Either holds: only of values that a single column may have is anything known then. */
    Conditions or(Conditions other) {
        if (limits.size() != 1 || !limits.keySet().equals(other.limits.keySet())) {
            return NONE;
        }
        var column = limits.keySet().iterator().next();
        var one = limits.getOrDefault(column, Limits.NONE).allowed();
        var more = other.limits.getOrDefault(column, Limits.NONE).allowed();
        if (one == null || more == null) {
            return NONE;
        }
        var values = new ArrayList<>(one);
        values.addAll(more);
        return of(column, Limits.allowed(values));
    }
}
