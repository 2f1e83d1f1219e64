package dev.signalbox.database.sqlite;

import dev.signalbox.database.BackfillWork.Conflict;
import dev.signalbox.database.Schema;
import dev.signalbox.database.Schema.Column;
import dev.signalbox.database.Schema.ForeignKey;
import dev.signalbox.database.Schema.Visibility;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** The table that transformed rows go to. */
final class TargetTable {

    private final Schema schema;
    private final Schema.Table table;

    private TargetTable(Schema schema, Schema.Table table) {
        this.schema = schema;
        this.table = table;
    }

    /**
     * @throws RuleRefused when there is none
     */
    static TargetTable named(Schema schema, String name) {
        return new TargetTable(
                schema,
                schema.table(name)
                        .orElseThrow(
                                () ->
                                        new RuleRefused(
                                                "there is no table " + name + " to write into",
                                                "Name a table of this database as into")));
    }

    static TargetTable of(Schema schema, SourceTable source) {
        return new TargetTable(schema, source.table());
    }

    String name() {
        return "main." + SqlTokens.quoted(table.name());
    }

    private boolean hasColumn(String name) {
        return table.columns().stream()
                .filter(it -> it.visibility() == Visibility.ORDINARY)
                .map(Column::name)
                .anyMatch(name::equalsIgnoreCase);
    }

    /**
     * @throws RuleRefused when a column is none that can be written
     */
    void mustHave(List<String> columns) {
        Optional<String> unknown = columns.stream().filter(it -> !hasColumn(it)).findFirst();
        if (unknown.isPresent()) {
            throw new RuleRefused(
                    table.name() + " has no column " + unknown.get() + " that can be written",
                    "Name the result's columns as "
                            + table.columns().stream()
                                    .map(Column::name)
                                    .collect(Collectors.joining(", ")));
        }
    }

    /**
     * Inserts what a query gives, by the names of its columns: without the table before them,
     * SQLite takes one that is not there for a text.
     */
    String insert(List<String> columns, String query, Conflict conflict) {
        String names = list(columns);
        boolean virtual = table.module() != null;
        String verb =
                !virtual || conflict == Conflict.FAIL ? "INSERT" : "INSERT OR " + conflict.name();
        return verb
                + " INTO "
                + name()
                + " ("
                + names
                + ") SELECT "
                + columns.stream()
                        .map(it -> "r." + SqlTokens.quoted(it))
                        .collect(Collectors.joining(", "))
                + " FROM "
                + query
                + " AS r"
                // Without a WHERE, SQLite takes the ON for a join's.
                + " WHERE true"
                + (virtual ? "" : onConflict(columns, conflict));
    }

    /** Narrower than OR IGNORE and OR REPLACE: checks still count, and no row is deleted. */
    private static String onConflict(List<String> columns, Conflict conflict) {
        return switch (conflict) {
            case FAIL -> "";
            case IGNORE -> " ON CONFLICT DO NOTHING";
            case REPLACE ->
                    " ON CONFLICT DO UPDATE SET "
                            + columns.stream()
                                    .map(SqlTokens::quoted)
                                    .map(it -> it + " = excluded." + it)
                                    .collect(Collectors.joining(", "));
        };
    }

    static String list(List<String> columns) {
        return columns.stream().map(SqlTokens::quoted).collect(Collectors.joining(", "));
    }

    /** The references that these columns make, and that can be looked up. */
    List<ForeignKey> references(List<String> columns) {
        return table.foreignKeys().stream()
                .filter(
                        it ->
                                it.columns().stream()
                                        .allMatch(
                                                own ->
                                                        columns.stream()
                                                                .anyMatch(own::equalsIgnoreCase)))
                .filter(it -> parentKey(it).size() == it.columns().size())
                .toList();
    }

    /** Empty where the parent, or its key, is not there. */
    List<String> parentKey(ForeignKey reference) {
        return schema.table(reference.parent())
                .map(
                        parent ->
                                reference.parentColumns().isEmpty()
                                        ? parent.primaryKey()
                                        : reference.parentColumns())
                .orElse(List.of());
    }

    /**
     * Whether SQLite may look at a reference only when the transaction is committed, and then says
     * nothing of the row. The word alone may also be a name, which costs a look.
     */
    boolean mayDefer() {
        return table.definition().toUpperCase(Locale.ROOT).contains("DEFERRED");
    }
}
