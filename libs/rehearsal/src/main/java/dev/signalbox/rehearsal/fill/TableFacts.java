package dev.signalbox.rehearsal.fill;

import java.util.List;

/**
 * A table, as far as it matters to what can be in it.
 *
 * @param columns that can be written, without those that compute themselves
 * @param rowIdColumn the column that is the row id; empty when none is
 * @param uniques columns that together are unique, the primary key's first
 * @param definition its statement
 */
record TableFacts(
        String name,
        List<ColumnFacts> columns,
        String rowIdColumn,
        List<List<String>> uniques,
        List<Reference> references,
        String definition) {

    TableFacts {
        columns = List.copyOf(columns);
        uniques = uniques.stream().map(List::copyOf).toList();
        references = List.copyOf(references);
    }

    int indexOf(String column) {
        for (var i = 0; i < columns.size(); i++) {
            if (columns.get(i).name().equalsIgnoreCase(column)) {
                return i;
            }
        }
        return -1;
    }

    /** Whether a row can be without this reference. */
    boolean isOptional(Reference reference) {
        return !nullable(reference).isEmpty();
    }

    /** The places of its columns that can be null, any of which leaves a row without it. */
    List<Integer> nullable(Reference reference) {
        return reference.columns().stream()
                .map(this::indexOf)
                .filter(i -> i >= 0 && !columns.get(i).notNull())
                .toList();
    }
}
