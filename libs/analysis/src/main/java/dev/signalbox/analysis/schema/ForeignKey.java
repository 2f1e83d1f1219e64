package dev.signalbox.analysis.schema;

import java.util.List;

/**
 * @param parentColumns empty when it refers to the primary key without naming it
 * @param onDelete {@code NO ACTION}, {@code CASCADE}, {@code SET NULL} and so on
 */
public record ForeignKey(
        List<String> columns,
        String parent,
        List<String> parentColumns,
        String onDelete,
        String onUpdate) {

    public ForeignKey {
        columns = List.copyOf(columns);
        parentColumns = List.copyOf(parentColumns);
    }
}
