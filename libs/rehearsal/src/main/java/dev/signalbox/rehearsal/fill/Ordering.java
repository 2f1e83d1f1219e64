package dev.signalbox.rehearsal.fill;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Puts two values of a row in the order that a check asks for.
 *
 * @param row is changed
 */
record Ordering(TableFacts table, @Nullable Object[] row) {

    /**
     * @param fixed columns that must keep their values
     */
    void put(Conditions.Order order, Set<Integer> fixed) {
        var lower = table.indexOf(order.lower());
        var upper = table.indexOf(order.upper());
        if (lower < 0 || upper < 0) {
            return;
        }
        var low = row[lower];
        var high = row[upper];
        if (low == null || high == null) {
            return;
        }
        var compared = compare(low, high);
        if (compared > 0 && !fixed.contains(lower) && !fixed.contains(upper)) {
            row[lower] = high;
            row[upper] = low;
        } else if (compared == 0 && order.strict() && high instanceof Number number) {
            raise(upper, number, fixed);
        }
    }

    private void raise(int place, Number number, Set<Integer> fixed) {
        if (!fixed.contains(place)) {
            row[place] =
                    number instanceof Double real
                            ? (Object) Math.nextUp(real)
                            : (Object) (number.longValue() + 1);
        }
    }

    private static int compare(Object low, Object high) {
        if (low instanceof Number one && high instanceof Number other) {
            return Double.compare(one.doubleValue(), other.doubleValue());
        }
        return low instanceof String one && high instanceof String other ? one.compareTo(other) : 0;
    }
}
