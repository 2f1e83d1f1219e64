package dev.signalbox.rehearsal.fill;

import dev.signalbox.database.sqlite.OwnObjects;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/** Reads what tables look like, each once. */
final class Catalogue {

    private final Connection connection;
    private final Map<String, Optional<TableFacts>> known = new HashMap<>();

    Catalogue(Connection connection) {
        this.connection = connection;
    }

    /** Empty when there is no such table. */
    Optional<TableFacts> table(String name) throws SQLException {
        var key = name.toLowerCase(Locale.ROOT);
        var found = known.get(key);
        if (found == null) {
            found = read(name);
            known.put(key, found);
        }
        return found;
    }

    /** The tables that hold an application's rows. */
    List<String> tables() throws SQLException {
        return list(
                        "SELECT l.name FROM pragma_table_list l"
                                + " WHERE l.schema = 'main' AND l.type = 'table' ORDER BY l.name",
                        "",
                        row -> row.getString(1))
                .stream()
                .filter(name -> !OwnObjects.isInternal(name))
                .toList();
    }

    private Optional<TableFacts> read(String name) throws SQLException {
        var entries =
                list(
                        "SELECT name, sql FROM sqlite_schema WHERE type = 'table'"
                                + " AND name = ?1 COLLATE NOCASE",
                        name,
                        row -> List.of(row.getString(1), Objects.requireNonNull(row.getString(2))));
        if (entries.isEmpty()) {
            return Optional.empty();
        }
        var exact = entries.getFirst().get(0);
        var keys = new TreeMap<Integer, String>();
        var types = new HashMap<String, String>();
        var columns = columns(exact, keys, types);
        var key = List.copyOf(keys.values());
        var uniques = new ArrayList<List<String>>();
        if (!key.isEmpty()) {
            uniques.add(key);
        }
        uniques.addAll(indexes(exact, key));
        var withoutRowId =
                !list(
                                "SELECT 1 FROM pragma_table_list WHERE schema = 'main'"
                                        + " AND name = ?1 AND wr = 1",
                                exact,
                                row -> 1)
                        .isEmpty();
        var rowId =
                key.size() == 1 && !withoutRowId && "INTEGER".equals(types.get(key.getFirst()))
                        ? key.getFirst()
                        : "";
        return Optional.of(
                new TableFacts(
                        exact,
                        columns,
                        rowId,
                        uniques,
                        references(exact),
                        entries.getFirst().get(1)));
    }

    private List<ColumnFacts> columns(
            String table, Map<Integer, String> keys, Map<String, String> types)
            throws SQLException {
        return list(
                "SELECT name, type, \"notnull\", dflt_value, pk"
                        + " FROM pragma_table_xinfo(?1, 'main') WHERE hidden = 0",
                table,
                row -> {
                    var name = row.getString(1);
                    var type =
                            String.valueOf(Objects.requireNonNullElse(row.getString(2), ""))
                                    .toUpperCase(Locale.ROOT);
                    types.put(name, type);
                    if (row.getInt(5) > 0) {
                        keys.put(row.getInt(5), name);
                    }
                    return new ColumnFacts(
                            name,
                            type,
                            // SQLite lets nulls into most primary keys; nobody means it.
                            row.getBoolean(3) || row.getInt(5) > 0,
                            row.getString(4));
                });
    }

    /** Unique indexes over columns; those over expressions show themselves when they refuse. */
    private List<List<String>> indexes(String table, List<String> key) throws SQLException {
        var byIndex = new LinkedHashMap<String, List<String>>();
        var expressions = new ArrayList<String>();
        list(
                "SELECT i.name, c.name FROM pragma_index_list(?1, 'main') i,"
                        + " pragma_index_info(i.name, 'main') c WHERE i.\"unique\" = 1"
                        + " ORDER BY i.seq DESC, c.seqno",
                table,
                row -> {
                    var column = row.getString(2);
                    if (column == null) {
                        expressions.add(row.getString(1));
                    } else {
                        byIndex.computeIfAbsent(row.getString(1), i -> new ArrayList<>())
                                .add(column);
                    }
                    return 1;
                });
        expressions.forEach(byIndex::remove);
        return byIndex.values().stream()
                .<List<String>>map(List::copyOf)
                .filter(columns -> !columns.equals(key))
                .distinct()
                .toList();
    }

    private List<Reference> references(String table) throws SQLException {
        var byId = new TreeMap<Integer, List<List<String>>>();
        list(
                "SELECT id, \"table\", \"from\", coalesce(\"to\", '')"
                        + " FROM pragma_foreign_key_list(?1, 'main') ORDER BY id, seq",
                table,
                row ->
                        byId.computeIfAbsent(row.getInt(1), id -> new ArrayList<>())
                                .add(
                                        List.of(
                                                row.getString(2),
                                                row.getString(3),
                                                row.getString(4))));
        var references = new ArrayList<Reference>();
        for (var parts : byId.values()) {
            var parent = parts.getFirst().get(0);
            var named = !parts.getFirst().get(2).isEmpty();
            references.add(
                    new Reference(
                            table,
                            parts.stream().map(part -> part.get(1)).toList(),
                            parent,
                            named
                                    ? parts.stream().map(part -> part.get(2)).toList()
                                    : primaryKey(parent)));
        }
        return references;
    }

    private List<String> primaryKey(String table) throws SQLException {
        return list(
                "SELECT name FROM pragma_table_xinfo(?1, 'main') WHERE pk > 0 ORDER BY pk",
                table,
                row -> row.getString(1));
    }

    private interface Mapping<T> {
        T of(ResultSet row) throws SQLException;
    }

    private <T> List<T> list(String sql, String argument, Mapping<T> mapping) throws SQLException {
        try (var statement = connection.prepareStatement(sql)) {
            if (sql.contains("?1")) {
                statement.setString(1, argument);
            }
            var all = new ArrayList<T>();
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    all.add(mapping.of(rows));
                }
            }
            return all;
        }
    }

    static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }
}
