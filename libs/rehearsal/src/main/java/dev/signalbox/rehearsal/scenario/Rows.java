package dev.signalbox.rehearsal.scenario;

import dev.signalbox.sql.Excerpt;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a query answered.
 *
 * @param columns their names
 * @param first the first rows
 * @param count of all rows
 */
record Rows(List<String> columns, List<List<@Nullable Object>> first, long count) {

    private static final int LONGEST = 300;

    /**
     * @param atMost how many rows are kept; the others are counted
     */
    static Rows of(Connection connection, String sql, int atMost) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            var columns = new ArrayList<String>();
            for (var i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                columns.add(rows.getMetaData().getColumnLabel(i));
            }
            List<List<@Nullable Object>> first = new ArrayList<>();
            var count = 0L;
            while (rows.next()) {
                count++;
                if (first.size() < atMost) {
                    first.add(row(rows, columns.size()));
                }
            }
            return new Rows(columns, first, count);
        }
    }

    private static List<@Nullable Object> row(ResultSet rows, int columns) throws SQLException {
        List<@Nullable Object> row = new ArrayList<>();
        for (var i = 1; i <= columns; i++) {
            row.add(
                    rows.getObject(i) instanceof Integer small
                            ? small.longValue()
                            : rows.getObject(i));
        }
        return row;
    }

    /** As SQL would write it. */
    static String shown(List<@Nullable Object> row) {
        var text = new StringBuilder("(");
        for (var value : row) {
            text.append(text.length() == 1 ? "" : ", ").append(shown(value));
        }
        return cut(text.append(')').toString());
    }

    static String shown(@Nullable Object value) {
        return switch (value) {
            case null -> "NULL";
            case byte[] bytes -> "x'" + Excerpt.of(HexFormat.of().formatHex(bytes)) + "'";
            case String string -> "'" + Excerpt.of(string) + "'";
            case Object other -> other.toString();
        };
    }

    static String cut(String line) {
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST - 1) + "…";
    }
}
