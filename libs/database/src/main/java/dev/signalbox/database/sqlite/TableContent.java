package dev.signalbox.database.sqlite;

import dev.signalbox.database.Schema;
import dev.signalbox.database.Schema.Column;
import dev.signalbox.database.Schema.Visibility;
import dev.signalbox.database.TableDigest;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What of a table is its rows.
 *
 * @param columns all but those that are computed
 * @param key the columns that tell its rows apart; empty when none do
 * @param rowId what its row ids can be called; null where it has none, or a key in their place
 */
record TableContent(String table, List<String> columns, List<String> key, @Nullable String rowId) {

    private static final BigInteger SPAN = BigInteger.ONE.shiftLeft(8 * RowHash.BYTES);

    TableContent {
        columns = List.copyOf(columns);
        key = List.copyOf(key);
    }

    /** Empty for a virtual table whose rows are elsewhere, or cannot be put back. */
    static Optional<TableContent> of(Handle handle, Schema.Table table) {
        List<String> columns =
                table.columns().stream()
                        .filter(it -> it.visibility() == Visibility.ORDINARY)
                        .map(Column::name)
                        .toList();
        if (columns.isEmpty() || !FullText.mayBeCopied(table)) {
            return Optional.empty();
        }
        List<String> key = key(handle, table);
        @Nullable String rowId = key.isEmpty() ? rowId(table) : null;
        return Optional.of(new TableContent(table.name(), columns, key, rowId));
    }

    static Optional<TableContent> of(Handle handle, Schema schema, @Nullable String table) {
        return table == null ? Optional.empty() : schema.table(table).flatMap(it -> of(handle, it));
    }

    /** SQLite lets the columns of a primary key be null, and then it tells nothing apart. */
    private static List<String> key(Handle handle, Schema.Table table) {
        List<String> key = table.primaryKey();
        if (key.isEmpty()) {
            return key;
        }
        String anyNull = String.join(" IS NULL OR ", key.stream().map(SqlTokens::quoted).toList());
        boolean nulls =
                handle.number(
                                "SELECT EXISTS (SELECT 1 FROM main."
                                        + SqlTokens.quoted(table.name())
                                        + " WHERE "
                                        + anyNull
                                        + " IS NULL)")
                        == 1;
        return nulls ? List.of() : key;
    }

    private static @Nullable String rowId(Schema.Table table) {
        Set<String> taken = new HashSet<>();
        table.columns().forEach(it -> taken.add(it.name().toLowerCase(Locale.ROOT)));
        return table.withoutRowid()
                ? null
                : Stream.of("rowid", "_rowid_", "oid")
                        .filter(it -> !taken.contains(it))
                        .findFirst()
                        .orElse(null);
    }

    String source() {
        return "main." + SqlTokens.quoted(table);
    }

    /** What tells its rows apart at one moment: the key, or the row id; as SQL. */
    List<String> addresses() {
        return key.isEmpty()
                ? Stream.ofNullable(rowId).toList()
                : key.stream().map(SqlTokens::quoted).toList();
    }

    /** All of a row; a row id under a name of its own. */
    String everything(String alias) {
        return Stream.concat(
                        Stream.ofNullable(rowId)
                                .map(it -> alias + "." + it + " AS " + Slice.ROW_ID),
                        columns.stream().map(it -> alias + "." + SqlTokens.quoted(it)))
                .collect(Collectors.joining(", "));
    }

    /** Whether {@code now} is, in this table, the row {@code then} of a copy of everything. */
    String sameRow(String now, String then) {
        return key.isEmpty()
                ? now + "." + rowId + " = " + then + "." + Slice.ROW_ID
                : addresses().stream()
                        .map(it -> now + "." + it + " = " + then + "." + it)
                        .collect(Collectors.joining(" AND "));
    }

    TableContent with(List<String> fewerColumns) {
        return new TableContent(table, fewerColumns, key, rowId);
    }

    boolean hasKey(List<String> other) {
        return !key.isEmpty() && folded(key).equals(folded(other));
    }

    boolean hasColumn(String name) {
        return columns.stream().anyMatch(name::equalsIgnoreCase);
    }

    private static List<String> folded(List<String> names) {
        List<String> result = new ArrayList<>(names);
        result.replaceAll(it -> it.toLowerCase(Locale.ROOT));
        return result.stream().sorted().toList();
    }

    /** The sum of all rows' hashes, so that their order does not matter and their number does. */
    TableDigest digest(Handle handle) {
        RowHash.register(handle);
        Sum sum = new Sum();
        handle.each(
                "SELECT " + RowHash.of(columns, "t") + " FROM " + source() + " AS t",
                row -> sum.add(row.getBytes(1)));
        return new TableDigest(table, sum.rows, sum.hex());
    }

    private static final class Sum {

        private BigInteger total = BigInteger.ZERO;
        private long rows;

        void add(byte[] hash) {
            total = total.add(new BigInteger(1, hash)).mod(SPAN);
            rows++;
        }

        String hex() {
            byte[] all = total.add(SPAN).toByteArray();
            return HexFormat.of().formatHex(all, 1, all.length);
        }
    }
}
