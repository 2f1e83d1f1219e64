package dev.signalbox.analysis.schema;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** A table, and what belongs to it and goes with it. */
public record Table(
        String name,
        Type type,
        String sql,
        List<Column> columns,
        List<ForeignKey> foreignKeys,
        List<Index> indexes,
        List<Trigger> triggers) {

    /** What sort of table it is. */
    public enum Type {
        ORDINARY,
        VIRTUAL,
        /** Made by a virtual table's module for itself. */
        SHADOW
    }

    public Table {
        columns = List.copyOf(columns);
        foreignKeys = List.copyOf(foreignKeys);
        indexes = List.copyOf(indexes);
        triggers = List.copyOf(triggers);
    }

    public boolean isOrdinary() {
        return type == Type.ORDINARY;
    }

    public Optional<Column> column(String column) {
        return columns.stream().filter(c -> c.name().equalsIgnoreCase(column)).findFirst();
    }

    public List<String> columnNames() {
        return columns.stream().map(Column::name).toList();
    }

    /** The primary key's columns in order; empty when there is none. */
    public List<String> primaryKey() {
        return columns.stream()
                .filter(column -> column.primaryKey() > 0)
                .sorted(Comparator.comparingInt(Column::primaryKey))
                .map(Column::name)
                .toList();
    }

    public boolean refersTo(String table) {
        return foreignKeys.stream().anyMatch(key -> key.parent().equalsIgnoreCase(table));
    }
}
