package dev.signalbox.database.sqlite;

import dev.signalbox.database.Schema;
import dev.signalbox.database.Schema.ForeignKey;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which table refers to which, as the catalogue has it at the moment of reading. */
final class ForeignKeyGraph {

    private static final String KEYS =
            """
            SELECT l.name, f.id, f."table", f."from", f."to", f.on_update, f.on_delete
            FROM pragma_table_list l, pragma_foreign_key_list(l.name) f
            WHERE l.schema = 'main' AND l.type = 'table' ORDER BY l.name, f.id, f.seq""";

    private final List<Reference> references;

    private ForeignKeyGraph(List<Reference> references) {
        this.references = references;
    }

    /** A foreign key and the table that has it. */
    record Reference(String child, ForeignKey key) {

        boolean refersTo(String table) {
            return key.parent().equalsIgnoreCase(table);
        }
    }

    private record KeyColumn(
            String child,
            int id,
            String parent,
            String from,
            @Nullable String to,
            String onUpdate,
            String onDelete) {}

    static ForeignKeyGraph read(Handle handle) {
        return new ForeignKeyGraph(
                keys(handle, KEYS).entrySet().stream()
                        .flatMap(
                                of ->
                                        of.getValue().stream()
                                                .map(key -> new Reference(of.getKey(), key)))
                        .toList());
    }

    static ForeignKeyGraph of(Schema schema) {
        return new ForeignKeyGraph(
                schema.tables().stream()
                        .flatMap(
                                table ->
                                        table.foreignKeys().stream()
                                                .map(key -> new Reference(table.name(), key)))
                        .toList());
    }

    /**
     * The keys of some tables, by the table's name.
     *
     * @param query returns table, id, parent, from, to and the actions, all columns of a key
     *     together
     */
    static Map<String, List<ForeignKey>> keys(
            Handle handle, String query, @Nullable Object... parameters) {
        Map<String, Map<Integer, List<KeyColumn>>> columns = new LinkedHashMap<>();
        handle.list(
                        query,
                        row ->
                                new KeyColumn(
                                        row.getString(1),
                                        row.getInt(2),
                                        row.getString(3),
                                        row.getString(4),
                                        row.getString(5),
                                        row.getString(6),
                                        row.getString(7)),
                        parameters)
                .forEach(
                        row ->
                                columns.computeIfAbsent(row.child(), k -> new LinkedHashMap<>())
                                        .computeIfAbsent(row.id(), k -> new ArrayList<>())
                                        .add(row));
        Map<String, List<ForeignKey>> result = new LinkedHashMap<>();
        columns.forEach(
                (child, keys) ->
                        result.put(
                                child, keys.values().stream().map(ForeignKeyGraph::key).toList()));
        return result;
    }

    private static ForeignKey key(List<KeyColumn> columns) {
        KeyColumn first = columns.getFirst();
        return new ForeignKey(
                columns.stream().map(KeyColumn::from).toList(),
                first.parent(),
                columns.stream().map(KeyColumn::to).filter(Objects::nonNull).toList(),
                first.onUpdate(),
                first.onDelete());
    }

    List<Reference> references() {
        return references;
    }

    List<Reference> referencesTo(String table) {
        return references.stream().filter(reference -> reference.refersTo(table)).toList();
    }

    /** Those tables, and all that refer to them, and all that refer to those; in lower case. */
    Set<String> withDescendants(Set<String> tables) {
        Set<String> found = new HashSet<>();
        List<String> open = new ArrayList<>(tables);
        while (!open.isEmpty()) {
            String table = open.removeLast().toLowerCase(Locale.ROOT);
            if (found.add(table)) {
                referencesTo(table).forEach(reference -> open.add(reference.child()));
            }
        }
        return found;
    }

    /** In lower case. */
    Set<String> children() {
        Set<String> result = new HashSet<>();
        references.forEach(reference -> result.add(reference.child().toLowerCase(Locale.ROOT)));
        return result;
    }
}
