package dev.signalbox.analysis.schema;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Reads a database's schema, and after a change only what may be another than before: a thousand
 * migrations change a thousand times, and reading all each time would cost a million reads.
 */
public final class SchemaReader implements AutoCloseable {

    private static final String ROWS = "SELECT type, name, tbl_name, sql FROM sqlite_schema";

    private static final String VIRTUAL = "CREATE VIRTUAL TABLE";

    private final PreparedStatement all;
    private final PreparedStatement ofTable;
    private final PreparedStatement kind;
    private final PreparedStatement columns;
    private final PreparedStatement keys;
    private final PreparedStatement indexes;
    private boolean hasVirtual;

    public SchemaReader(Connection connection) throws SQLException {
        all = connection.prepareStatement(ROWS);
        ofTable = connection.prepareStatement(ROWS + " WHERE tbl_name = ? COLLATE NOCASE");
        kind = connection.prepareStatement("SELECT type FROM pragma_table_list(?)");
        columns =
                connection.prepareStatement(
                        "SELECT name, type, \"notnull\", dflt_value, pk, hidden"
                                + " FROM pragma_table_xinfo(?)");
        keys =
                connection.prepareStatement(
                        "SELECT id, \"table\", \"from\", \"to\", on_delete, on_update"
                                + " FROM pragma_foreign_key_list(?) ORDER BY id, seq");
        indexes =
                connection.prepareStatement(
                        "SELECT l.name, l.\"unique\", l.origin, l.partial, i.name"
                                + " FROM pragma_index_list(?) l, pragma_index_info(l.name) i"
                                + " ORDER BY l.seq, i.seqno");
    }

    /** A row of the catalogue. */
    private record Row(String type, String name, String table, String sql) {}

    /** All of it; what has not changed since {@code known} is taken from there. */
    public Schema read(Schema known) throws SQLException {
        Map<String, List<Row>> rows = new LinkedHashMap<>();
        try (ResultSet result = all.executeQuery()) {
            while (result.next()) {
                Row row = row(result);
                rows.computeIfAbsent(folded(row.table), none -> new ArrayList<>()).add(row);
            }
        }
        List<Table> tables = new ArrayList<>();
        List<View> views = new ArrayList<>();
        for (List<Row> group : rows.values()) {
            for (Row row : group) {
                if (isInternal(row.name)) {
                    continue;
                }
                if (row.type.equals("table")) {
                    @Nullable Table before = known.table(row.name);
                    tables.add(
                            before != null && isSame(before, row, group)
                                    ? before
                                    : table(row, group));
                } else if (row.type.equals("view")) {
                    views.add(new View(row.name, row.sql, triggers(group)));
                }
            }
        }
        return Schema.of(tables, views);
    }

    /** What was known, with what there is now under this name. */
    public Schema read(Schema known, String name) throws SQLException {
        List<Row> group = new ArrayList<>();
        ofTable.setString(1, name);
        try (ResultSet result = ofTable.executeQuery()) {
            while (result.next()) {
                group.add(row(result));
            }
        }
        @Nullable Table table = null;
        @Nullable View view = null;
        for (Row row : group) {
            if (row.type.equals("table") && !isInternal(row.name)) {
                table = table(row, group);
            } else if (row.type.equals("view")) {
                view = new View(row.name, row.sql, triggers(group));
            }
        }
        Schema now = known;
        if (table != null || known.hasTable(name)) {
            now = now.with(table, name);
        }
        if (view != null || known.view(name) != null) {
            now = now.with(view, name);
        }
        return now;
    }

    @Override
    public void close() throws SQLException {
        for (PreparedStatement each : List.of(all, ofTable, kind, columns, keys, indexes)) {
            each.close();
        }
    }

    private static boolean isSame(Table before, Row row, List<Row> group) {
        if (!before.sql().equals(row.sql)) {
            return false;
        }
        List<String> now =
                group.stream().filter(r -> r != row && !r.sql.isEmpty()).map(Row::sql).toList();
        List<String> then = new ArrayList<>();
        before.indexes().stream().filter(Index::isOwn).forEach(index -> then.add(index.sql()));
        before.triggers().forEach(trigger -> then.add(trigger.sql()));
        return now.size() == then.size() && then.containsAll(now);
    }

    private Table table(Row row, List<Row> group) throws SQLException {
        return new Table(
                row.name,
                type(row),
                row.sql,
                columns(row.name),
                keys(row.name),
                indexes(row.name, group),
                triggers(group));
    }

    /** Asked only where there may be another answer: it costs a look at every table. */
    private Table.Type type(Row row) throws SQLException {
        if (row.sql.regionMatches(true, 0, VIRTUAL, 0, VIRTUAL.length())) {
            hasVirtual = true;
            return Table.Type.VIRTUAL;
        }
        if (!hasVirtual) {
            return Table.Type.ORDINARY;
        }
        kind.setString(1, row.name);
        try (ResultSet result = kind.executeQuery()) {
            return switch (result.next() ? text(result, 1) : "") {
                case "virtual" -> Table.Type.VIRTUAL;
                case "shadow" -> Table.Type.SHADOW;
                default -> Table.Type.ORDINARY;
            };
        }
    }

    private List<Column> columns(String table) throws SQLException {
        List<Column> found = new ArrayList<>();
        columns.setString(1, table);
        try (ResultSet result = columns.executeQuery()) {
            while (result.next()) {
                found.add(
                        new Column(
                                text(result, 1),
                                text(result, 2),
                                result.getInt(3) != 0,
                                result.getString(4),
                                result.getInt(5),
                                result.getInt(6) > 1));
            }
        }
        return found;
    }

    private List<ForeignKey> keys(String table) throws SQLException {
        record Part(String parent, String from, String to, String onDelete, String onUpdate) {}
        Map<Integer, List<Part>> parts = new LinkedHashMap<>();
        keys.setString(1, table);
        try (ResultSet result = keys.executeQuery()) {
            while (result.next()) {
                parts.computeIfAbsent(result.getInt(1), none -> new ArrayList<>())
                        .add(
                                new Part(
                                        text(result, 2),
                                        text(result, 3),
                                        text(result, 4),
                                        text(result, 5),
                                        text(result, 6)));
            }
        }
        return parts.values().stream()
                .map(
                        key ->
                                new ForeignKey(
                                        key.stream().map(Part::from).toList(),
                                        key.getFirst().parent,
                                        key.stream()
                                                .map(Part::to)
                                                .filter(to -> !to.isEmpty())
                                                .toList(),
                                        key.getFirst().onDelete,
                                        key.getFirst().onUpdate))
                .toList();
    }

    private List<Index> indexes(String table, List<Row> group) throws SQLException {
        record Found(String name, boolean unique, String origin, boolean partial) {}
        Map<Found, List<String>> found = new LinkedHashMap<>();
        indexes.setString(1, table);
        try (ResultSet result = indexes.executeQuery()) {
            while (result.next()) {
                found.computeIfAbsent(
                                new Found(
                                        text(result, 1),
                                        result.getInt(2) != 0,
                                        text(result, 3),
                                        result.getInt(4) != 0),
                                none -> new ArrayList<>())
                        .add(text(result, 5));
            }
        }
        return found.entrySet().stream()
                .map(
                        entry ->
                                new Index(
                                        entry.getKey().name,
                                        entry.getKey().unique,
                                        entry.getKey().origin,
                                        entry.getKey().partial,
                                        entry.getValue(),
                                        sql(group, entry.getKey().name)))
                .toList();
    }

    private static String sql(List<Row> group, String index) {
        return group.stream()
                .filter(row -> row.type.equals("index") && row.name.equals(index))
                .map(Row::sql)
                .findFirst()
                .orElse("");
    }

    private static List<Trigger> triggers(List<Row> group) {
        return group.stream()
                .filter(row -> row.type.equals("trigger"))
                .map(row -> new Trigger(row.name, row.sql))
                .toList();
    }

    private static Row row(ResultSet result) throws SQLException {
        return new Row(text(result, 1), text(result, 2), text(result, 3), text(result, 4));
    }

    private static String text(ResultSet result, int column) throws SQLException {
        return Objects.requireNonNullElse(result.getString(column), "");
    }

    private static boolean isInternal(String name) {
        return folded(name).startsWith("sqlite_");
    }

    private static String folded(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
