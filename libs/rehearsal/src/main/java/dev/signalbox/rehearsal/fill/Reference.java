package dev.signalbox.rehearsal.fill;

import java.util.List;

/**
 * A foreign key.
 *
 * @param table the child
 * @param columns of the child, as they are called there
 * @param parentColumns in the same order
 */
record Reference(String table, List<String> columns, String parent, List<String> parentColumns) {

    Reference {
        columns = List.copyOf(columns);
        parentColumns = List.copyOf(parentColumns);
    }

    String shown() {
        return "(%s) references %s (%s)"
                .formatted(String.join(", ", columns), parent, String.join(", ", parentColumns));
    }
}
