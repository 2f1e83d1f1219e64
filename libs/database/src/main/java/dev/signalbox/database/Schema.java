package dev.signalbox.database;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a database looks like, without its rows and without what Signalbox keeps in it. All lists
 * are in a canonical order, so that equal databases give equal values.
 */
public record Schema(List<Table> tables, List<View> views, List<Trigger> triggers) {

    public static final Schema EMPTY = new Schema(List.of(), List.of(), List.of());

    public Schema {
        tables = List.copyOf(tables);
        views = List.copyOf(views);
        triggers = List.copyOf(triggers);
    }

    /**
     * A table.
     *
     * @param module of a virtual table; null for an ordinary one
     * @param definition its statement as normalised tokens: what no other field says (checks,
     *     collations, conflict clauses) is here
     */
    public record Table(
            String name,
            @Nullable String module,
            boolean strict,
            boolean withoutRowid,
            List<Column> columns,
            List<ForeignKey> foreignKeys,
            List<Index> indexes,
            String definition) {

        public Table {
            columns = List.copyOf(columns);
            foreignKeys = List.copyOf(foreignKeys);
            indexes = List.copyOf(indexes);
        }

        /** Names of its columns, in the key's order; empty when it has none. */
        public List<String> primaryKey() {
            return columns.stream()
                    .filter(it -> it.primaryKey() > 0)
                    .sorted(Comparator.comparingInt(Column::primaryKey))
                    .map(Column::name)
                    .toList();
        }
    }

    /**
     * A column.
     *
     * @param type as declared, in upper case; empty when none is
     * @param defaultValue as an SQL expression; null when there is none
     * @param primaryKey its 1-based place in the primary key; 0 when it is no part of it
     */
    public record Column(
            String name,
            String type,
            boolean notNull,
            @Nullable String defaultValue,
            int primaryKey,
            Visibility visibility) {}

    /** Whether a column is stored, computed or kept from {@code SELECT *}. */
    public enum Visibility {
        ORDINARY,
        HIDDEN,
        GENERATED_VIRTUAL,
        GENERATED_STORED
    }

    /**
     * A foreign key.
     *
     * @param parentColumns empty when the parent's primary key is meant
     */
    public record ForeignKey(
            List<String> columns,
            String parent,
            List<String> parentColumns,
            String onUpdate,
            String onDelete) {

        public ForeignKey {
            columns = List.copyOf(columns);
            parentColumns = List.copyOf(parentColumns);
        }
    }

    /**
     * An index that a statement made; those that constraints bring are in the table's definition.
     *
     * @param definition its statement as normalised tokens
     */
    public record Index(String name, boolean unique, boolean partial, String definition) {}

    public record View(String name, String definition) {}

    public record Trigger(String name, String table, String definition) {}

    /** Name compared as SQL does: without letter case. */
    public Optional<Table> table(String name) {
        return tables.stream().filter(table -> table.name().equalsIgnoreCase(name)).findFirst();
    }

    /**
     * Without some of its tables, and what hangs on them.
     *
     * @param names in lower case
     */
    public Schema without(Set<String> names) {
        return new Schema(
                tables.stream().filter(it -> !isOneOf(it.name(), names)).toList(),
                views,
                triggers.stream().filter(it -> !isOneOf(it.table(), names)).toList());
    }

    private static boolean isOneOf(String name, Set<String> names) {
        return names.contains(name.toLowerCase(Locale.ROOT));
    }

    /** One line of JSON, the same for equal schemas. */
    public String canonicalText() {
        return SchemaText.write(this);
    }

    /**
     * Reads {@link #canonicalText()} back.
     *
     * @throws IllegalArgumentException when the text is not one
     */
    public static Schema parse(String canonicalText) {
        return SchemaText.read(canonicalText);
    }

    public Fingerprint fingerprint() {
        return Fingerprint.of(this);
    }

    /** What became different from {@code before} to {@code after}, a sentence each. */
    public static List<String> difference(Schema before, Schema after) {
        return SchemaDifference.between(before, after);
    }
}
