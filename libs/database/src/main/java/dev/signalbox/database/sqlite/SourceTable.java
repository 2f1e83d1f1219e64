package dev.signalbox.database.sqlite;

import dev.signalbox.database.BackfillSource;
import dev.signalbox.database.Schema;
import dev.signalbox.database.Schema.Column;
import dev.signalbox.database.Schema.Visibility;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A table whose rows are read in the order of a key.
 *
 * @param key names of its columns, or what its row ids can be called
 * @param byRowId whether the key is the row id
 */
record SourceTable(Schema.Table table, List<String> key, boolean byRowId, @Nullable String where) {

    private static final List<String> ROW_IDS = List.of("rowid", "_rowid_", "oid");

    SourceTable {
        key = List.copyOf(key);
    }

    /**
     * @throws RuleRefused when there is no such table, or no such key of it
     */
    static SourceTable of(Handle handle, Schema schema, BackfillSource source) {
        Schema.Table table =
                schema.table(source.table())
                        .orElseThrow(
                                () ->
                                        new RuleRefused(
                                                "there is no table " + source.table(),
                                                "Name a table of this database as source"));
        SourceTable read = keyed(table, source);
        if (!read.byRowId()) {
            read.mustBeUnique(handle);
            read.mustHaveNoNulls(handle);
        }
        return read;
    }

    private static SourceTable keyed(Schema.Table table, BackfillSource source) {
        if (source.key().isEmpty()) {
            List<String> primary = table.primaryKey();
            return primary.isEmpty()
                    ? byRowId(table, source)
                    : new SourceTable(table, primary, false, source.where());
        }
        boolean rowId =
                source.key().size() == 1
                        && column(table, source.key().getFirst()).isEmpty()
                        && ROW_IDS.contains(source.key().getFirst().toLowerCase(Locale.ROOT));
        return rowId
                ? byRowId(table, source)
                : new SourceTable(
                        table,
                        source.key().stream().map(name -> known(table, name)).toList(),
                        false,
                        source.where());
    }

    private static SourceTable byRowId(Schema.Table table, BackfillSource source) {
        String rowId =
                table.withoutRowid()
                        ? null
                        : freeRowId(table.columns().stream().map(Column::name).toList())
                                .orElse(null);
        if (rowId == null) {
            throw new RuleRefused(
                    "the rows of " + table.name() + " have no row id that can be named",
                    "Name unique columns as key");
        }
        return new SourceTable(table, List.of(rowId), true, source.where());
    }

    /** What SQLite calls the row id of a table with these columns, if anything. */
    static Optional<String> freeRowId(List<String> columns) {
        Set<String> taken = new HashSet<>();
        columns.forEach(it -> taken.add(it.toLowerCase(Locale.ROOT)));
        return ROW_IDS.stream().filter(it -> !taken.contains(it)).findFirst();
    }

    private static Optional<Column> column(Schema.Table table, String name) {
        return table.columns().stream().filter(it -> it.name().equalsIgnoreCase(name)).findFirst();
    }

    private static String known(Schema.Table table, String name) {
        return column(table, name)
                .map(Column::name)
                .orElseThrow(
                        () ->
                                new RuleRefused(
                                        table.name() + " has no column " + name,
                                        "Name columns of the source as key"));
    }

    private void mustBeUnique(Handle handle) {
        boolean unique =
                hasIntegerKey()
                        || handle
                                .list(
                                        "SELECT name FROM pragma_index_list(?, 'main')"
                                                + " WHERE \"unique\" AND NOT partial",
                                        row -> row.getString(1),
                                        table.name())
                                .stream()
                                .anyMatch(index -> makesUnique(handle, index));
        if (!unique) {
            throw new RuleRefused(
                    "the key ("
                            + String.join(", ", key)
                            + ") of "
                            + table.name()
                            + " is not unique as its columns are compared",
                    "Name columns with a UNIQUE index of their own collation as key, or leave it"
                            + " out for the primary key, or say key: [rowid]");
        }
    }

    private boolean hasIntegerKey() {
        return key.size() == 1
                && column(table, key.getFirst())
                        .filter(it -> it.primaryKey() == 1 && it.type().equals("INTEGER"))
                        .isPresent()
                && table.primaryKey().size() == 1;
    }

    private record IndexedColumn(String name, boolean descending, String collation) {

        /** A coarser collation than the column's makes its values unique all the more. */
        String inOrder() {
            return SqlTokens.quoted(name)
                    + (collation.equalsIgnoreCase("BINARY")
                            ? ""
                            : " COLLATE " + SqlTokens.quoted(collation))
                    + (descending ? " DESC" : "");
        }
    }

    private boolean makesUnique(Handle handle, String index) {
        List<IndexedColumn> columns =
                handle.list(
                        "SELECT coalesce(name, ''), desc, coll FROM pragma_index_xinfo(?, 'main')"
                                + " WHERE key ORDER BY seqno",
                        row ->
                                new IndexedColumn(
                                        row.getString(1), row.getBoolean(2), row.getString(3)),
                        index);
        return folded(columns.stream().map(IndexedColumn::name).toList()).equals(folded(key))
                && comparesAsTheColumnsDo(handle, index, columns);
    }

    /**
     * SQLite says a column's collation nowhere, but cannot use another one's index to sort by it.
     */
    private boolean comparesAsTheColumnsDo(
            Handle handle, String index, List<IndexedColumn> columns) {
        String order =
                columns.stream().map(IndexedColumn::inOrder).collect(Collectors.joining(", "));
        return handle
                .list(
                        "EXPLAIN QUERY PLAN SELECT 1 FROM "
                                + name()
                                + " INDEXED BY "
                                + SqlTokens.quoted(index)
                                + " ORDER BY "
                                + order,
                        row -> row.getString("detail"))
                .stream()
                .noneMatch(it -> it.startsWith("USE TEMP B-TREE"));
    }

    private static Set<String> folded(List<String> names) {
        return names.stream().map(it -> it.toLowerCase(Locale.ROOT)).collect(Collectors.toSet());
    }

    /** A row whose key has a null would be passed over without a word. */
    private void mustHaveNoNulls(Handle handle) {
        List<String> nullable =
                key.stream()
                        .filter(name -> column(table, name).filter(Column::notNull).isEmpty())
                        .map(name -> SqlTokens.quoted(name) + " IS NULL")
                        .toList();
        if (hasIntegerKey() || table.withoutRowid() || nullable.isEmpty()) {
            return;
        }
        long nulls =
                handle.number(
                        "SELECT EXISTS (SELECT 1 FROM "
                                + name()
                                + " WHERE "
                                + String.join(" OR ", nullable)
                                + ")");
        if (nulls == 1) {
            throw new RuleRefused(
                    "the key (" + String.join(", ", key) + ") of " + table.name() + " has nulls",
                    "Fill them first, or say key: [rowid]");
        }
    }

    String name() {
        return "main." + SqlTokens.quoted(table.name());
    }

    boolean hasInKey(String column) {
        return key.stream().anyMatch(column::equalsIgnoreCase);
    }

    /** The key as SQL, with its direction after each column. */
    String order(String direction) {
        return key.stream()
                .map(it -> SqlTokens.quoted(it) + direction)
                .collect(Collectors.joining(", "));
    }

    String keySql() {
        return order("");
    }

    /** All of a row, as a batch has it. */
    String everything() {
        return byRowId ? "*, " + key.getFirst() + " AS " + key.getFirst() : "*";
    }

    /** The columns of a batch. */
    List<String> columns() {
        return Stream.concat(
                        table.columns().stream()
                                .filter(it -> it.visibility() != Visibility.HIDDEN)
                                .map(Column::name),
                        byRowId ? key.stream() : Stream.empty())
                .toList();
    }

    /** The condition that a rule's rows meet, with {@code AND} before it. */
    String andWhere() {
        return where == null ? "" : " AND (\n" + where + "\n)";
    }
}
