package dev.signalbox.database.sqlite;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The rows at hand: {@code temp.batch}, which a rule's SQL reads, and a copy of them from which a
 * part can be taken. Both are on the connection alone, and go with it.
 */
final class Batch {

    static final String NAME = "temp.batch";

    private static final String ALL = "temp._signalbox_batch";

    private final Handle handle;
    private final SourceTable source;
    private final String rowNumber;
    private int rows;
    private int first;
    private int last;
    private boolean copied;
    private final Map<List<String>, Integer> numbers = new HashMap<>();

    private Batch(Handle handle, SourceTable source, String rowNumber) {
        this.handle = handle;
        this.source = source;
        this.rowNumber = rowNumber;
    }

    /** In no transaction that is rolled back: that would take the tables away. */
    static Batch over(Handle handle, SourceTable source) {
        String rowNumber =
                SourceTable.freeRowId(source.columns())
                        .orElseThrow(
                                () ->
                                        new RuleRefused(
                                                source.table().name()
                                                        + " has columns rowid, _rowid_ and oid",
                                                "A table with all three cannot be read in batches"));
        String empty = " AS SELECT " + source.everything() + " FROM " + source.name() + " LIMIT 0";
        handle.run("CREATE TEMP TABLE batch" + empty);
        handle.run("CREATE TEMP TABLE _signalbox_batch" + empty);
        return new Batch(handle, source, rowNumber);
    }

    SourceTable source() {
        return source;
    }

    /**
     * Takes the next rows behind a key.
     *
     * @param after as {@link #lastKey()} gave it; null from the beginning
     * @param until the last key to take
     * @return how many rows there were
     */
    int fill(@Nullable String after, String until, int atMost) {
        String key = source.keySql();
        List<@Nullable Object> parameters = new ArrayList<>();
        StringBuilder range = new StringBuilder();
        if (after != null) {
            range.append('(').append(key).append(") > (").append(marks()).append(") AND ");
            parameters.addAll(List.of(KeyValues.parsed(after)));
        }
        range.append('(').append(key).append(") <= (").append(marks()).append(')');
        parameters.addAll(List.of(KeyValues.parsed(until)));
        parameters.add(atMost);
        handle.run("DELETE FROM " + NAME);
        rows =
                handle.update(
                        "INSERT INTO "
                                + NAME
                                + " SELECT "
                                + source.everything()
                                + " FROM "
                                + source.name()
                                + " WHERE "
                                + range
                                + source.andWhere()
                                + " ORDER BY "
                                + key
                                + " LIMIT ?",
                        parameters.toArray());
        first = 1;
        last = rows;
        copied = false;
        return rows;
    }

    private String marks() {
        return String.join(", ", source.key().stream().map(it -> "?").toList());
    }

    /** Of the rows at hand, as JSON. */
    String lastKey() {
        return keys(
                "SELECT "
                        + source.keySql()
                        + " FROM "
                        + NAME
                        + " ORDER BY "
                        + rowNumber
                        + " DESC LIMIT 1");
    }

    private String keys(String query) {
        return handle.first(query, row -> key(row, source.key().size())).orElseThrow();
    }

    static String key(ResultSet row, int columns) throws SQLException {
        List<@Nullable Object> values = new ArrayList<>();
        for (int i = 1; i <= columns; i++) {
            values.add(KeyValues.read(row, i));
        }
        return KeyValues.array(values);
    }

    int size() {
        return last - first + 1;
    }

    int first() {
        return first;
    }

    int last() {
        return last;
    }

    /** Leaves only rows with these numbers at hand, counted from 1 over what was filled. */
    void narrow(int from, int to) {
        if (from == first && to == last) {
            return;
        }
        if (!copied) {
            handle.run("DELETE FROM " + ALL);
            handle.run("INSERT INTO " + ALL + " SELECT * FROM " + NAME + " ORDER BY " + rowNumber);
            copied = true;
        }
        handle.run("DELETE FROM " + NAME);
        handle.run(
                "INSERT INTO "
                        + NAME
                        + " SELECT * FROM "
                        + ALL
                        + " WHERE "
                        + rowNumber
                        + " BETWEEN ? AND ? ORDER BY "
                        + rowNumber,
                from,
                to);
        first = from;
        last = to;
    }

    /** The rows at hand, one after the other. */
    void each(Rows rows) {
        List<String> columns = source.columns();
        handle.each(
                "SELECT * FROM " + NAME + " ORDER BY " + rowNumber,
                row -> rows.next(values(row, columns)));
    }

    /** What is done with a row. */
    @FunctionalInterface
    interface Rows {
        void next(Map<String, @Nullable Object> row) throws SQLException;
    }

    private static Map<String, @Nullable Object> values(ResultSet row, List<String> columns)
            throws SQLException {
        Map<String, @Nullable Object> values = LinkedHashMap.newLinkedHashMap(columns.size());
        for (int i = 0; i < columns.size(); i++) {
            values.put(columns.get(i), KeyValues.read(row, i + 1));
        }
        return values;
    }

    /** Of a row as {@link #each} gives it. */
    String keyOf(Map<String, @Nullable Object> row) {
        List<@Nullable Object> values = new ArrayList<>();
        source.key().forEach(name -> values.add(row.get(name)));
        return KeyValues.array(values);
    }

    /**
     * Where results with these columns are gathered. Others have another table: it outlives its
     * transaction, and cannot go while a batch is read.
     */
    String results(List<String> columns) {
        return "temp._signalbox_transformed_"
                + numbers.computeIfAbsent(List.copyOf(columns), it -> numbers.size());
    }

    /** A row of this table that has the key of none of the rows at hand; the key as JSON. */
    Optional<String> stranger(String table) {
        return handle.first(
                "SELECT "
                        + source.key().stream()
                                .map(it -> "r." + SqlTokens.quoted(it))
                                .collect(Collectors.joining(", "))
                        + " FROM "
                        + table
                        + " AS r LEFT JOIN "
                        + NAME
                        + " AS b ON "
                        + sameRow("r", "b")
                        + " WHERE b."
                        + rowNumber
                        + " IS NULL LIMIT 1",
                row -> key(row, source.key().size()));
    }

    /** Whether a condition can compare a transformed row with the row that it was made of. */
    boolean hasKeyIn(List<String> columns) {
        return source.key().stream()
                .allMatch(name -> columns.stream().anyMatch(name::equalsIgnoreCase));
    }

    /** The same row in two tables that both have the key. */
    String sameRow(String one, String other) {
        return String.join(
                " AND ",
                IntStream.range(0, source.key().size())
                        .mapToObj(i -> SqlTokens.quoted(source.key().get(i)))
                        .map(it -> one + "." + it + " = " + other + "." + it)
                        .toList());
    }
}
