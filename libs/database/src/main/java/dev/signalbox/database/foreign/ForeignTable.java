package dev.signalbox.database.foreign;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * A table that may hold a history.
 *
 * @param name as it is written in the database
 * @param columns in lower case
 */
public record ForeignTable(String name, Set<String> columns) {

    public ForeignTable {
        columns = Set.copyOf(columns);
    }

    boolean has(String... wanted) {
        return columns.containsAll(List.of(wanted));
    }

    boolean isCalled(String other) {
        return name.equalsIgnoreCase(other);
    }

    String folded() {
        return name.toLowerCase(Locale.ROOT);
    }
}
