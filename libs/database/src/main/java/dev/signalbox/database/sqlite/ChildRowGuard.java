package dev.signalbox.database.sqlite;

import dev.signalbox.database.LostRows;
import dev.signalbox.sql.SqlStatement;
import dev.signalbox.sql.StatementKind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Notices rows that vanish from tables which no statement names. With foreign keys enforced, SQLite
 * empties a table before it drops it, and so runs the ON DELETE actions of all that refer to it;
 * the same when REPLACE puts a row in another's place. A table that is rebuilt takes its children's
 * rows along that way, and no error says so.
 *
 * <p>The children are counted before and after each such statement, whatever names the tables have
 * at that moment. Without enforcement nothing can happen and nothing is counted.
 */
final class ChildRowGuard {

    private final Handle handle;
    private final boolean enforced;
    private final List<Loss> losses = new ArrayList<>();
    private Map<Place, Long> before = Map.of();

    ChildRowGuard(Handle handle, boolean enforced) {
        this.handle = handle;
        this.enforced = enforced;
    }

    /** A number to keep: of a table's rows, or of a column's references. */
    private record Place(String table, String column, String query) {}

    /**
     * Something that shrank.
     *
     * @param onlyIfRefilled deleting all rows of a table is plain enough; deleting them and putting
     *     them back is a rebuild
     * @param copied whether a later statement may have read the table that shrank
     */
    private record Loss(LostRows rows, String parent, boolean onlyIfRefilled, boolean copied) {

        Loss renamed(String from, String to) {
            LostRows now =
                    rows.table().equalsIgnoreCase(from)
                            ? new LostRows(
                                    to,
                                    rows.column(),
                                    rows.before(),
                                    rows.after(),
                                    rows.statement(),
                                    rows.parent())
                            : rows;
            return new Loss(now, parent, onlyIfRefilled, copied);
        }

        Loss readBy(SqlStatement statement) {
            boolean named =
                    statement
                            .text()
                            .toLowerCase(Locale.ROOT)
                            .contains(rows.table().toLowerCase(Locale.ROOT));
            return named ? new Loss(rows, parent, onlyIfRefilled, true) : this;
        }
    }

    void beforeStatement(SqlStatement statement) {
        @Nullable String parent = enforced ? emptied(statement) : null;
        before = parent == null ? Map.of() : counts(places(parent));
    }

    void afterStatement(int index, SqlStatement statement) {
        follow(statement);
        @Nullable String parent = emptied(statement);
        if (parent == null || before.isEmpty()) {
            return;
        }
        boolean onlyIfRefilled = statement.kind() instanceof StatementKind.Delete;
        Map<Place, Long> after = counts(before.keySet());
        before.forEach(
                (place, count) -> {
                    long now = after.getOrDefault(place, 0L);
                    if (now < count) {
                        losses.add(
                                new Loss(
                                        new LostRows(
                                                place.table(),
                                                place.column(),
                                                count,
                                                now,
                                                index,
                                                parent),
                                        parent,
                                        onlyIfRefilled,
                                        false));
                    }
                });
    }

    /** After the last statement: what was really lost. */
    List<LostRows> lost() {
        return losses.stream().filter(this::isReal).map(Loss::rows).toList();
    }

    /** A child that was itself dropped later was meant to go, unless its rows were copied first. */
    private boolean isReal(Loss loss) {
        if (!loss.copied() && !LedgerTables.has(handle, existing(loss.rows().table()))) {
            return false;
        }
        return !loss.onlyIfRefilled() || hasRows(loss.parent());
    }

    private boolean hasRows(String table) {
        String name = existing(table);
        return LedgerTables.has(handle, name)
                && handle.number("SELECT EXISTS (SELECT 1 FROM main." + quoted(name) + ")") == 1;
    }

    private void follow(SqlStatement statement) {
        switch (statement.kind()) {
            case StatementKind.RenameTable it ->
                    losses.replaceAll(loss -> loss.renamed(it.table(), it.newName()));
            case StatementKind.DropTable it -> {}
            case StatementKind.DropIndex it -> {}
            case StatementKind.DropTrigger it -> {}
            case StatementKind.DropView it -> {}
            default -> losses.replaceAll(loss -> loss.readBy(statement));
        }
    }

    private static @Nullable String emptied(SqlStatement statement) {
        return switch (statement.kind()) {
            case StatementKind.DropTable it -> it.table();
            case StatementKind.Insert it when it.replace() -> it.table();
            case StatementKind.Delete it when !it.filtered() -> it.table();
            case StatementKind.Update it when isOrReplace(statement) -> it.table();
            default -> null;
        };
    }

    private static boolean isOrReplace(SqlStatement statement) {
        return statement.text().toLowerCase(Locale.ROOT).contains("replace")
                && SqlTokens.normalised(statement.text(), Set.of()).contains("update or replace");
    }

    /** All that deleting rows of the table can take along, through any number of tables. */
    private Set<Place> places(String parent) {
        ForeignKeyGraph graph = ForeignKeyGraph.read(handle);
        Set<Place> found = new HashSet<>();
        Set<String> seen = new HashSet<>(Set.of(folded(parent)));
        List<String> open = new ArrayList<>(List.of(parent));
        while (!open.isEmpty()) {
            String table = open.removeLast();
            for (ForeignKeyGraph.Reference reference : graph.referencesTo(table)) {
                String child = reference.child();
                if (folded(child).equals(folded(parent))) {
                    continue;
                }
                switch (reference.key().onDelete().toUpperCase(Locale.ROOT)) {
                    case "CASCADE" -> {
                        found.add(rowsOf(child));
                        if (seen.add(folded(child))) {
                            open.add(child);
                        }
                    }
                    case "SET NULL", "SET DEFAULT" ->
                            reference
                                    .key()
                                    .columns()
                                    .forEach(it -> found.add(referencesOf(child, it)));
                    default -> {
                        // NO ACTION and RESTRICT raise an error instead.
                    }
                }
            }
        }
        return found;
    }

    private static Place rowsOf(String table) {
        return new Place(table, "", "SELECT count(*) FROM main." + quoted(table));
    }

    /** What SET DEFAULT writes need not be null, and is a lost reference all the same. */
    private Place referencesOf(String table, String column) {
        String standard =
                handle.first(
                                "SELECT coalesce(dflt_value, 'NULL') FROM pragma_table_info(?)"
                                        + " WHERE name = ? COLLATE NOCASE",
                                row -> row.getString(1),
                                table,
                                column)
                        .orElse("NULL");
        return new Place(
                table,
                column,
                "SELECT count(*) FROM main."
                        + quoted(table)
                        + " WHERE "
                        + quoted(column)
                        + " IS NOT NULL AND "
                        + quoted(column)
                        + " IS NOT ("
                        + standard
                        + ")");
    }

    private Map<Place, Long> counts(Set<Place> places) {
        Map<Place, Long> result = new LinkedHashMap<>();
        places.forEach(place -> result.put(place, handle.number(place.query())));
        return result;
    }

    /** The name as the catalogue spells it, or as given when it has none such. */
    private String existing(String table) {
        return handle.first(
                        "SELECT name FROM sqlite_schema"
                                + " WHERE type = 'table' AND name = ? COLLATE NOCASE",
                        row -> row.getString(1),
                        table)
                .orElse(table);
    }

    private static String quoted(String name) {
        return SqlTokens.quoted(name);
    }

    private static String folded(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
