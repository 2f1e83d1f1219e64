package dev.signalbox.database.sqlite;

import dev.signalbox.database.DatabaseException;
import dev.signalbox.database.DatabaseException.Reason;
import dev.signalbox.database.Schema;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Whether references point at rows that are there. A database may have had some that do not before
 * a migration; only new ones are the migration's fault. They are told apart by their values, since
 * tables, columns and row ids may all have changed their names.
 */
final class ReferenceCheck {

    /** More old violations than this are compared by number alone. */
    private static final int COMPARED_BY_VALUE = 1_000;

    private final Handle handle;
    private final Touched touched;
    private boolean triggersMayFire;

    ReferenceCheck(Handle handle, Touched touched) {
        this.handle = handle;
        this.touched = touched;
    }

    /**
     * The references of one moment.
     *
     * @param dangling how often each value points nowhere
     * @param total of them
     * @param unverifiable tables whose keys SQLite cannot check, in lower case
     * @param pairs child and parent of every reference, in lower case
     */
    record State(
            Map<String, Integer> dangling,
            long total,
            Set<String> unverifiable,
            Set<String> pairs,
            Set<String> tables,
            List<String> examples) {}

    /**
     * @param schema of this moment
     */
    State measure(Schema schema) {
        ForeignKeyGraph graph = ForeignKeyGraph.of(schema);
        Map<String, Integer> dangling = new HashMap<>();
        Set<String> unverifiable = new HashSet<>();
        List<String> examples = new ArrayList<>();
        long total = 0;
        for (String child : checked(graph, schema.triggers())) {
            try {
                total += measure(child, dangling, examples);
            } catch (DatabaseException e) {
                if (e.reason() != Reason.INVALID_SQL) {
                    throw e;
                }
                unverifiable.add(child);
            }
        }
        Set<String> pairs =
                graph.references().stream()
                        .map(it -> folded(it.child()) + '\0' + folded(it.key().parent()))
                        .collect(Collectors.toSet());
        return new State(
                dangling, total, unverifiable, pairs, tables(schema), List.copyOf(examples));
    }

    /** Sentences; empty when nothing got worse. */
    List<String> worsened(State before, State after) {
        List<String> result = new ArrayList<>();
        if (after.total() > 0 && hasNew(before, after)) {
            result.add(
                    "it would leave references without their rows: "
                            + String.join("; ", after.examples()));
        }
        for (String table : after.unverifiable()) {
            if (!before.unverifiable().contains(table) && before.tables().contains(table)) {
                result.add(
                        "the foreign keys of "
                                + table
                                + " would no longer match a unique key of their parent");
            }
        }
        for (String pair : after.pairs()) {
            String child = pair.substring(0, pair.indexOf('\0'));
            String parent = pair.substring(pair.indexOf('\0') + 1);
            if (!before.pairs().contains(pair)
                    && before.tables().contains(child)
                    && touched.names().contains(parent)
                    && !before.tables().contains(parent)
                    && !after.tables().contains(parent)) {
                result.add(
                        child
                                + " would refer to "
                                + parent
                                + ", which is not there: renaming a table renames it in its"
                                + " children, too, unless PRAGMA legacy_alter_table=ON; stands"
                                + " first in the file");
            }
        }
        return result;
    }

    private static boolean hasNew(State before, State after) {
        if (before.total() > COMPARED_BY_VALUE || after.total() > COMPARED_BY_VALUE) {
            return after.total() > before.total();
        }
        return after.dangling().entrySet().stream()
                .anyMatch(it -> it.getValue() > before.dangling().getOrDefault(it.getKey(), 0));
    }

    /**
     * All tables that have a foreign key and that the script can have reached. Only what a trigger
     * fires on leads further than references do, and then nobody knows where; also once it was
     * dropped behind what it did.
     */
    private Set<String> checked(ForeignKeyGraph graph, List<Schema.Trigger> triggers) {
        Set<String> children = graph.children();
        if (touched.anything()) {
            return children;
        }
        Set<String> reached = graph.withDescendants(touched.names());
        triggersMayFire |= triggers.stream().anyMatch(it -> reached.contains(folded(it.table())));
        if (!triggersMayFire) {
            children.retainAll(reached);
        }
        return children;
    }

    private record Violation(@Nullable Long rowId, String parent, int key) {}

    private long measure(String child, Map<String, Integer> dangling, List<String> examples) {
        List<Violation> violations =
                handle.list(
                        "SELECT rowid, parent, fkid FROM pragma_foreign_key_check(?) LIMIT "
                                + (COMPARED_BY_VALUE + 1),
                        row ->
                                new Violation(
                                        row.getObject(1) == null ? null : row.getLong(1),
                                        row.getString(2),
                                        row.getInt(3)),
                        child);
        for (Violation violation : violations) {
            String value = value(child, violation);
            dangling.merge(value, 1, Integer::sum);
            if (examples.size() < 5) {
                examples.add(child + " " + value + " has no row in " + violation.parent());
            }
        }
        return violations.size() <= COMPARED_BY_VALUE
                ? violations.size()
                : handle.number("SELECT count(*) FROM pragma_foreign_key_check(?)", child);
    }

    private String value(String child, Violation violation) {
        if (violation.rowId() == null) {
            return "(a row without row id)";
        }
        String columns =
                handle
                        .list(
                                "SELECT \"from\" FROM pragma_foreign_key_list(?) WHERE id = ?"
                                        + " ORDER BY seq",
                                row -> row.getString(1),
                                child,
                                violation.key())
                        .stream()
                        .map(column -> "quote(" + SqlTokens.quoted(column) + ")")
                        .collect(Collectors.joining(" || ', ' || "));
        return "("
                + handle.text(
                        "SELECT "
                                + columns
                                + " FROM main."
                                + SqlTokens.quoted(child)
                                + " WHERE rowid = ?",
                        violation.rowId())
                + ")";
    }

    private static Set<String> tables(Schema schema) {
        return schema.tables().stream().map(it -> folded(it.name())).collect(Collectors.toSet());
    }

    private static String folded(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
