package dev.signalbox.database.sqlite;

import dev.signalbox.database.DatabaseException;
import dev.signalbox.database.Schema.Column;
import dev.signalbox.database.Schema.ForeignKey;
import dev.signalbox.database.Schema.Index;
import dev.signalbox.database.Schema.Table;
import dev.signalbox.database.Schema.Visibility;
import dev.signalbox.database.sqlite.SchemaReader.Entry;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What the pragmas say of a table. */
record TableParts(
        String name,
        boolean virtual,
        boolean strict,
        boolean withoutRowid,
        List<Column> columns,
        List<ForeignKey> foreignKeys,
        List<IndexParts> indexes) {

    /** ?1 is a JSON array of the tables that are asked for: of the others nothing is looked at. */
    private static final String TABLES =
            """
            SELECT l.name, l.type, l.wr, l.strict
            FROM json_each(?1) w, pragma_table_list(w.value) l
            WHERE l.schema = 'main' AND l.type IN ('table', 'virtual')""";

    private static final String COLUMNS =
            """
            SELECT w.value, c.name, c.type, c."notnull", c.dflt_value, c.pk, c.hidden
            FROM json_each(?1) w, pragma_table_xinfo(w.value, 'main') c
            ORDER BY w.id, c.cid""";

    private static final String INDEXES =
            """
            SELECT w.value, i.name, i."unique", i.partial
            FROM json_each(?1) w, pragma_index_list(w.value, 'main') i
            WHERE i.origin = 'c'""";

    private static final String KEYS =
            """
            SELECT w.value, f.id, f."table", f."from", f."to", f.on_update, f.on_delete
            FROM json_each(?1) w, pragma_foreign_key_list(w.value, 'main') f
            ORDER BY w.id, f.id, f.seq""";

    /** An index that a statement made. */
    record IndexParts(String name, boolean unique, boolean partial) {}

    /** A row of {@code pragma_table_list}. */
    private record Listed(String name, boolean virtual, boolean withoutRowid, boolean strict) {}

    /** Those of the tables that are there and no other table's shadow. */
    static List<TableParts> read(Handle handle, List<String> tables) {
        if (tables.isEmpty()) {
            return List.of();
        }
        List<Listed> listed =
                handle
                        .list(
                                TABLES,
                                row ->
                                        new Listed(
                                                row.getString(1),
                                                row.getString(2).equals("virtual"),
                                                row.getBoolean(3),
                                                row.getBoolean(4)),
                                json(tables))
                        .stream()
                        .filter(table -> !OwnObjects.isInternal(table.name()))
                        .toList();
        String wanted =
                json(listed.stream().filter(it -> !it.virtual()).map(Listed::name).toList());
        Map<String, List<Column>> columns = new HashMap<>();
        handle.list(COLUMNS, TableParts::column, wanted).forEach(it -> add(columns, it));
        listed.stream()
                .filter(Listed::virtual)
                .forEach(
                        table ->
                                virtualColumns(handle, table.name())
                                        .forEach(it -> add(columns, it)));
        Map<String, List<IndexParts>> indexes = new HashMap<>();
        handle.list(
                        INDEXES,
                        row ->
                                Map.entry(
                                        row.getString(1),
                                        new IndexParts(
                                                row.getString(2),
                                                row.getBoolean(3),
                                                row.getBoolean(4))),
                        wanted)
                .forEach(it -> add(indexes, it));
        Map<String, List<ForeignKey>> keys = ForeignKeyGraph.keys(handle, KEYS, wanted);
        return listed.stream()
                .map(
                        table ->
                                new TableParts(
                                        table.name(),
                                        table.virtual(),
                                        table.strict(),
                                        table.withoutRowid() && !table.virtual(),
                                        columns.getOrDefault(table.name(), List.of()),
                                        keys.getOrDefault(table.name(), List.of()).stream()
                                                .sorted(Comparator.comparing(ForeignKey::toString))
                                                .toList(),
                                        indexes.getOrDefault(table.name(), List.of())))
                .toList();
    }

    /**
     * The table as a value.
     *
     * @param entries its own and those of its indexes
     * @param names in lower case, which quoted words may be
     */
    Table table(List<Entry> entries, Set<String> names) {
        // Tables and indexes share one name space.
        Map<String, String> definitions =
                entries.stream().collect(Collectors.toMap(Entry::name, Entry::sql));
        String sql = definitions.getOrDefault(name, "");
        return new Table(
                name,
                virtual ? module(sql) : null,
                strict,
                withoutRowid,
                columns,
                foreignKeys,
                indexes.stream()
                        .map(
                                it ->
                                        new Index(
                                                it.name(),
                                                it.unique(),
                                                it.partial(),
                                                SqlTokens.normalised(
                                                        definitions.getOrDefault(it.name(), ""),
                                                        names)))
                        .sorted(Comparator.comparing(Index::name, SchemaReader.BY_NAME))
                        .toList(),
                SqlTokens.normalised(sql, names));
    }

    private static <T> void add(Map<String, List<T>> all, Map.Entry<String, T> one) {
        all.computeIfAbsent(one.getKey(), key -> new ArrayList<>()).add(one.getValue());
    }

    /**
     * A virtual table whose module is not loaded here keeps its definition and shows no columns.
     */
    private static List<Map.Entry<String, Column>> virtualColumns(Handle handle, String table) {
        try {
            return handle.list(COLUMNS, TableParts::column, json(List.of(table)));
        } catch (DatabaseException e) {
            if (e.reason() != DatabaseException.Reason.INVALID_SQL) {
                throw e;
            }
            return List.of();
        }
    }

    private static Map.Entry<String, Column> column(ResultSet row) throws SQLException {
        @Nullable String type = row.getString(3);
        @Nullable String standard = row.getString(5);
        return Map.entry(
                row.getString(1),
                new Column(
                        row.getString(2),
                        type == null ? "" : SqlTokens.normalisedType(type),
                        row.getBoolean(4),
                        standard == null ? null : SqlTokens.normalisedDefault(standard),
                        row.getInt(6),
                        visibility(row.getInt(7))));
    }

    private static Visibility visibility(int hidden) {
        return switch (hidden) {
            case 1 -> Visibility.HIDDEN;
            case 2 -> Visibility.GENERATED_VIRTUAL;
            case 3 -> Visibility.GENERATED_STORED;
            default -> Visibility.ORDINARY;
        };
    }

    /** {@code CREATE VIRTUAL TABLE [IF NOT EXISTS] name USING module…}. */
    private static String module(String sql) {
        List<String> tokens = SqlTokens.of(sql);
        for (int i = 0; i + 1 < tokens.size(); i++) {
            if (tokens.get(i).equalsIgnoreCase("using")) {
                return tokens.get(i + 1).toLowerCase(Locale.ROOT);
            }
        }
        return "";
    }

    private static String json(List<String> names) {
        return names.stream()
                .map(name -> '"' + name.replace("\\", "\\\\").replace("\"", "\\\"") + '"')
                .collect(Collectors.joining(",", "[", "]"));
    }
}
