package dev.signalbox.rehearsal.fill;

import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Sources that together are different in every row: the number of the row is cut into one digit for
 * each, as in a number system whose digits have different ranges.
 *
 * @param sources at least one
 */
record Uniqueness(List<Source> sources) {

    Uniqueness {
        sources = List.copyOf(sources);
    }

    long capacity() {
        var capacity = 1L;
        for (var source : sources) {
            if (source.capacity() == 0) {
                return 0;
            }
            capacity =
                    capacity > Long.MAX_VALUE / source.capacity()
                            ? Long.MAX_VALUE
                            : capacity * source.capacity();
        }
        return capacity;
    }

    /** Digits are turned by those before them, so that neighbours differ in all columns. */
    void write(@Nullable Object[] row, long n) throws SQLException {
        var rest = n;
        var turned = 0L;
        for (var source : sources) {
            var range = source.capacity();
            var digit = range == Values.ENOUGH ? rest : rest % range;
            source.distinct(row, range == Values.ENOUGH ? digit : (digit + turned) % range);
            turned = (turned + digit) % Integer.MAX_VALUE;
            rest = range == Values.ENOUGH ? 0 : rest / range;
        }
    }
}
