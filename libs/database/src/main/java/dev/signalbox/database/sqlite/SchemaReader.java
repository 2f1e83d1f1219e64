package dev.signalbox.database.sqlite;

import dev.signalbox.database.DatabaseException;
import dev.signalbox.database.Schema;
import dev.signalbox.database.Schema.Column;
import dev.signalbox.database.Schema.ForeignKey;
import dev.signalbox.database.Schema.Index;
import dev.signalbox.database.Schema.Table;
import dev.signalbox.database.Schema.Trigger;
import dev.signalbox.database.Schema.View;
import dev.signalbox.database.Schema.Visibility;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the catalogue in a handful of statements, however many tables there are. */
final class SchemaReader {

    private static final Comparator<String> BY_NAME =
            Comparator.<String, String>comparing(name -> name.toLowerCase(Locale.ROOT))
                    .thenComparing(Comparator.naturalOrder());

    private static final String COLUMNS =
            """
            SELECT l.name, c.name, c.type, c."notnull", c.dflt_value, c.pk, c.hidden
            FROM pragma_table_list l, pragma_table_xinfo(l.name) c
            WHERE l.schema = 'main' AND l.type = 'table' ORDER BY l.name, c.cid""";

    private static final String COLUMNS_OF_ONE =
            """
            SELECT ?1, c.name, c.type, c."notnull", c.dflt_value, c.pk, c.hidden
            FROM pragma_table_xinfo(?1) c ORDER BY c.cid""";

    private static final String INDEXES =
            """
            SELECT l.name, i.name, i."unique", i.partial
            FROM pragma_table_list l, pragma_index_list(l.name) i
            WHERE l.schema = 'main' AND l.type = 'table' AND i.origin = 'c'""";

    private final Handle handle;
    private final Map<String, List<Column>> columns = new HashMap<>();
    private final Map<String, List<Index>> indexes = new HashMap<>();
    private final Map<String, List<ForeignKey>> foreignKeys = new HashMap<>();
    private final Set<String> names = new HashSet<>();
    private final boolean ownProgress;

    private SchemaReader(Handle handle) {
        this.handle = handle;
        this.ownProgress = FeatureProgress.isThere(handle);
    }

    /** To be called inside a transaction, so that the parts are of one moment. */
    static Schema read(Handle handle) {
        return new SchemaReader(handle).schema();
    }

    /** A row of {@code sqlite_schema}. */
    private record Entry(String type, String name, String table, String sql) {}

    /** A row of {@code pragma_table_list}. */
    private record Listed(String name, String type, boolean withoutRowid, boolean strict) {}

    private Schema schema() {
        List<Entry> entries = entries();
        List<Listed> listed = listed();
        readColumns(listed);
        entries.forEach(entry -> names.add(entry.name().toLowerCase(Locale.ROOT)));
        columns.values().forEach(all -> all.forEach(column -> names.add(folded(column.name()))));
        // Tables and indexes share one name space.
        Map<String, String> definitions = new HashMap<>();
        entries.stream()
                .filter(entry -> entry.type().equals("table") || entry.type().equals("index"))
                .forEach(entry -> definitions.put(entry.name(), entry.sql()));
        readIndexes(definitions);
        readForeignKeys();
        return new Schema(
                listed.stream()
                        .map(table -> table(table, definitions.getOrDefault(table.name(), "")))
                        .sorted(Comparator.comparing(Table::name, BY_NAME))
                        .toList(),
                entries.stream()
                        .filter(entry -> entry.type().equals("view"))
                        .map(entry -> new View(entry.name(), normalised(entry.sql())))
                        .sorted(Comparator.comparing(View::name, BY_NAME))
                        .toList(),
                entries.stream()
                        .filter(entry -> entry.type().equals("trigger"))
                        .map(SchemaReader.this::trigger)
                        .sorted(Comparator.comparing(Trigger::name, BY_NAME))
                        .toList());
    }

    private List<Entry> entries() {
        return handle
                .list(
                        "SELECT type, name, tbl_name, coalesce(sql, '') FROM sqlite_schema",
                        row ->
                                new Entry(
                                        row.getString(1),
                                        row.getString(2),
                                        row.getString(3),
                                        row.getString(4)))
                .stream()
                .filter(entry -> !OwnObjects.isInternal(entry.name()))
                .filter(entry -> !OwnViews.isOne(entry.type(), entry.name(), entry.sql()))
                .filter(entry -> !(ownProgress && FeatureProgress.isNamed(entry.table())))
                .toList();
    }

    private List<Listed> listed() {
        return handle
                .list(
                        "SELECT name, type, wr, strict FROM pragma_table_list"
                                + " WHERE schema = 'main' AND type IN ('table', 'virtual')",
                        row ->
                                new Listed(
                                        row.getString(1),
                                        row.getString(2),
                                        row.getBoolean(3),
                                        row.getBoolean(4)))
                .stream()
                .filter(table -> !OwnObjects.isInternal(table.name()))
                .filter(table -> !(ownProgress && FeatureProgress.isNamed(table.name())))
                .toList();
    }

    private Table table(Listed listed, String sql) {
        boolean virtual = listed.type().equals("virtual");
        return new Table(
                listed.name(),
                virtual ? module(sql) : null,
                listed.strict(),
                listed.withoutRowid() && !virtual,
                columns.getOrDefault(listed.name(), List.of()),
                foreignKeys.getOrDefault(listed.name(), List.of()),
                indexes.getOrDefault(listed.name(), List.of()).stream()
                        .sorted(Comparator.comparing(Index::name, BY_NAME))
                        .toList(),
                normalised(sql));
    }

    private Trigger trigger(Entry entry) {
        return new Trigger(entry.name(), entry.table(), normalised(entry.sql()));
    }

    private void readColumns(List<Listed> listed) {
        handle.list(COLUMNS, SchemaReader::column).forEach(this::add);
        for (Listed table : listed) {
            if (table.type().equals("virtual")) {
                readVirtualColumns(table.name());
            }
        }
    }

    /**
     * A virtual table whose module is not loaded here keeps its definition and shows no columns.
     */
    private void readVirtualColumns(String table) {
        try {
            handle.list(COLUMNS_OF_ONE, SchemaReader::column, table).forEach(this::add);
        } catch (DatabaseException e) {
            if (e.reason() != DatabaseException.Reason.INVALID_SQL) {
                throw e;
            }
        }
    }

    private void add(Map.Entry<String, Column> column) {
        columns.computeIfAbsent(column.getKey(), key -> new ArrayList<>()).add(column.getValue());
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

    /** Definitions come from the entries: the catalogue has no index that a join could use. */
    private void readIndexes(Map<String, String> definitions) {
        handle.list(
                        INDEXES,
                        row ->
                                Map.entry(
                                        row.getString(1),
                                        new Index(
                                                row.getString(2),
                                                row.getBoolean(3),
                                                row.getBoolean(4),
                                                normalised(
                                                        definitions.getOrDefault(
                                                                row.getString(2), "")))))
                .forEach(
                        index ->
                                indexes.computeIfAbsent(index.getKey(), key -> new ArrayList<>())
                                        .add(index.getValue()));
    }

    private void readForeignKeys() {
        Map<String, List<ForeignKey>> found = new LinkedHashMap<>();
        for (ForeignKeyGraph.Reference reference : ForeignKeyGraph.read(handle).references()) {
            found.computeIfAbsent(reference.child(), key -> new ArrayList<>()).add(reference.key());
        }
        found.forEach(
                (table, keys) ->
                        foreignKeys.put(
                                table,
                                keys.stream()
                                        .sorted(Comparator.comparing(ForeignKey::toString))
                                        .toList()));
    }

    private String normalised(String sql) {
        return SqlTokens.normalised(sql, names);
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

    private static String folded(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
