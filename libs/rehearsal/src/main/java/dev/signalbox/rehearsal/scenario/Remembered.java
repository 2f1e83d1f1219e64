package dev.signalbox.rehearsal.scenario;

import dev.signalbox.rehearsal.suite.TableColumns;
import dev.signalbox.sql.Excerpt;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What tables held at a moment, in a file beside the database, so that it can be said which rows
 * are different. Values are kept as SQL would write them, which tells types apart, too.
 */
final class Remembered {

    private static final String SCHEMA = "_remembered";
    private static final int SHOWN = 5;

    private final Connection connection;
    private final Path file;
    private final Map<String, Content> contents = new HashMap<>();
    private boolean attached;

    Remembered(Connection connection, Path file) {
        this.connection = connection;
        this.file = file;
    }

    /**
     * A table's content.
     *
     * @param columns as they were called
     * @param rowId the name under which its row id can be read; null when it has none
     */
    private record Content(String copy, List<String> columns, @Nullable String rowId) {}

    /**
     * @return why it cannot be remembered; empty when it is
     */
    Optional<String> keep(TableColumns wanted) throws SQLException {
        var table = wanted.table();
        var all = columns(table);
        if (all.isEmpty()) {
            return Optional.of("there is no table " + table);
        }
        var columns = wanted.columns().isEmpty() ? all : wanted.columns();
        for (var column : columns) {
            if (indexOf(all, column) < 0) {
                return Optional.of("the table " + table + " has no column " + column);
            }
        }
        attach();
        var known = contents.get(folded(table));
        var copy = known == null ? "t" + contents.size() : known.copy();
        var rowId = rowId(table, all);
        var values =
                IntStream.range(0, columns.size())
                        .mapToObj(i -> "quote(" + quoted(columns.get(i)) + ") AS c" + i)
                        .collect(Collectors.joining(", "));
        execute("DROP TABLE IF EXISTS %s.%s".formatted(SCHEMA, copy));
        execute(
                "CREATE TABLE %s.%s AS SELECT %s%s FROM main.%s"
                        .formatted(
                                SCHEMA,
                                copy,
                                rowId == null ? "" : rowId + " AS k, ",
                                values,
                                quoted(table)));
        contents.put(folded(table), new Content(copy, columns, rowId));
        return Optional.empty();
    }

    /**
     * How what is there differs from what was remembered; empty when it does not. Columns that are
     * new do not count.
     */
    List<String> differences(TableColumns wanted) throws SQLException {
        var content = contents.get(folded(wanted.table()));
        if (content == null) {
            throw new IllegalStateException(wanted.table() + " was not remembered");
        }
        var now = columns(wanted.table());
        if (now.isEmpty()) {
            return List.of("there is no table " + wanted.table() + " any more");
        }
        var compared = wanted.columns().isEmpty() ? content.columns() : wanted.columns();
        var problems = new ArrayList<String>();
        for (var column : compared) {
            if (indexOf(content.columns(), column) < 0) {
                problems.add("the column " + column + " was not remembered");
            } else if (indexOf(now, column) < 0) {
                problems.add("the column " + column + " is gone");
            }
        }
        if (!problems.isEmpty()) {
            return problems;
        }
        return isSame(wanted.table(), content, compared)
                ? List.of()
                : rows(wanted.table(), content, compared);
    }

    /** Quickly, where rows have kept their ids. */
    private boolean isSame(String table, Content content, List<String> compared)
            throws SQLException {
        var rowId = content.rowId();
        if (rowId == null || number("SELECT count(*) FROM " + main(table)) != count(content)) {
            return false;
        }
        var different =
                compared.stream()
                        .map(
                                column ->
                                        "quote(t.%s) IS NOT r.c%d"
                                                .formatted(
                                                        quoted(column),
                                                        indexOf(content.columns(), column)))
                        .collect(Collectors.joining(" OR "));
        try {
            return number(
                            "SELECT EXISTS (SELECT 1 FROM %s.%s r LEFT JOIN %s t ON t.%s = r.k WHERE t.%s IS NULL OR %s)"
                                    .formatted(
                                            SCHEMA,
                                            content.copy(),
                                            main(table),
                                            rowId,
                                            rowId,
                                            different))
                    == 0;
        } catch (SQLException e) {
            // It may have become a table without row ids, or one with a column of that name.
            return false;
        }
    }

    private List<String> rows(String table, Content content, List<String> compared)
            throws SQLException {
        var before =
                compared.stream()
                        .map(column -> "c" + indexOf(content.columns(), column))
                        .collect(Collectors.joining(", "));
        var now =
                compared.stream()
                        .map(column -> "quote(" + quoted(column) + ")")
                        .collect(Collectors.joining(", "));
        var then =
                "SELECT %s, count(*) FROM %s.%s GROUP BY %s"
                        .formatted(before, SCHEMA, content.copy(), before);
        var since = "SELECT %s, count(*) FROM %s GROUP BY %s".formatted(now, main(table), now);
        var gone = Rows.of(connection, then + " EXCEPT " + since, SHOWN);
        var fresh = Rows.of(connection, since + " EXCEPT " + then, SHOWN);
        if (gone.count() + fresh.count() == 0) {
            return List.of();
        }
        var lines = new ArrayList<String>();
        lines.add("columns: " + String.join(", ", compared));
        lines.addAll(shown("- ", "are gone or were changed", gone));
        lines.addAll(shown("+ ", "are new or were changed", fresh));
        return lines;
    }

    private static List<String> shown(String sign, String what, Rows rows) {
        if (rows.count() == 0) {
            return List.of();
        }
        var lines = new ArrayList<String>();
        lines.add("%,d %s %s:".formatted(rows.count(), rows.count() == 1 ? "row" : "rows", what));
        for (var row : rows.first()) {
            lines.add(
                    sign
                            + Rows.cut(
                                    row.subList(0, row.size() - 1).stream()
                                            .map(value -> Excerpt.of(String.valueOf(value)))
                                            .collect(Collectors.joining(", ", "(", ")"))));
        }
        if (rows.count() > rows.first().size()) {
            lines.add(sign + "…");
        }
        return lines;
    }

    private void attach() throws SQLException {
        if (!attached) {
            try (var statement = connection.prepareStatement("ATTACH ? AS " + SCHEMA)) {
                statement.setString(1, file.toString());
                statement.execute();
            }
            attached = true;
        }
    }

    private List<String> columns(String table) throws SQLException {
        try (var statement =
                connection.prepareStatement(
                        "SELECT name FROM pragma_table_xinfo(?, 'main') WHERE hidden <> 1")) {
            statement.setString(1, table);
            var columns = new ArrayList<String>();
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    columns.add(rows.getString(1));
                }
            }
            return columns;
        }
    }

    /** The name by which a table's row id can be read; null for a table without. */
    private @Nullable String rowId(String table, List<String> columns) throws SQLException {
        for (var name : List.of("rowid", "_rowid_", "oid")) {
            if (indexOf(columns, name) < 0) {
                try {
                    number("SELECT count(%s) FROM %s WHERE 0".formatted(name, main(table)));
                    return name;
                } catch (SQLException e) {
                    return null;
                }
            }
        }
        return null;
    }

    private long count(Content content) throws SQLException {
        return number("SELECT count(*) FROM %s.%s".formatted(SCHEMA, content.copy()));
    }

    private long number(String sql) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            return rows.getLong(1);
        }
    }

    private void execute(String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static int indexOf(List<String> columns, String column) {
        return columns.stream().map(Remembered::folded).toList().indexOf(folded(column));
    }

    private static String folded(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    private static String main(String table) {
        return "main." + quoted(table);
    }

    private static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }
}
