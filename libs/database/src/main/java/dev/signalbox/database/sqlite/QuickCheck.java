package dev.signalbox.database.sqlite;

import dev.signalbox.database.DanglingReferences;
import dev.signalbox.database.DatabaseException;
import dev.signalbox.database.DatabaseException.Reason;
import dev.signalbox.database.Integrity;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What can be said of a file's content without reading every index: its pages, its records, and
 * whether rows keep to NOT NULL and CHECK.
 */
final class QuickCheck {

    private static final int MOST = 20;

    private final Handle handle;
    private final Duration limit;

    QuickCheck(Handle handle, Duration limit) {
        this.handle = handle;
        this.limit = limit;
    }

    /**
     * @param tables all, if there is none; those that are not there are passed over
     */
    Integrity run(Collection<String> tables) {
        List<String> problems = new ArrayList<>();
        try (TimeLimit time = new TimeLimit(handle, limit)) {
            if (tables.isEmpty()) {
                problems.addAll(problems("PRAGMA quick_check(" + MOST + ")"));
            }
            for (String table : tables) {
                if (time.isOver()) {
                    return new Integrity(problems, false);
                }
                if (isThere(table)) {
                    problems.addAll(
                            problems("PRAGMA quick_check(" + SqlTokens.quoted(table) + ")"));
                }
            }
            return new Integrity(problems.stream().limit(MOST).toList(), true);
        } catch (DatabaseException e) {
            if (e.reason() == Reason.INTERRUPTED) {
                return new Integrity(problems, false);
            }
            throw e;
        }
    }

    private boolean isThere(String table) {
        return handle.number(
                        "SELECT count(*) FROM pragma_table_list"
                                + " WHERE schema = 'main' AND type = 'table'"
                                + " AND name = ? COLLATE NOCASE",
                        table)
                > 0;
    }

    private List<String> problems(String pragma) {
        try {
            return handle.list(pragma, row -> row.getString(1)).stream()
                    .filter(line -> !line.equals("ok"))
                    .toList();
        } catch (DatabaseException e) {
            if (e.reason() == Reason.CORRUPT) {
                return List.of(e.problem());
            }
            throw e;
        }
    }

    DanglingReferences references() {
        Map<String, Long> rows = new TreeMap<>();
        try (TimeLimit time = new TimeLimit(handle, limit)) {
            ForeignKeyGraph graph = ForeignKeyGraph.read(handle);
            for (String child : graph.children()) {
                if (time.isOver()) {
                    return new DanglingReferences(Map.of(), false);
                }
                count(child, rows);
            }
            return new DanglingReferences(rows, true);
        } catch (DatabaseException e) {
            if (e.reason() == Reason.INTERRUPTED) {
                return new DanglingReferences(Map.of(), false);
            }
            throw e;
        }
    }

    /** A key that matches nothing unique in its parent cannot be checked; it was so before. */
    private void count(String child, Map<String, Long> rows) {
        try {
            handle.list(
                            "SELECT parent, count(*) FROM pragma_foreign_key_check(?)"
                                    + " GROUP BY parent",
                            row -> Map.entry(child + " → " + row.getString(1), row.getLong(2)),
                            child)
                    .forEach(found -> rows.put(found.getKey(), found.getValue()));
        } catch (DatabaseException e) {
            if (e.reason() != Reason.INVALID_SQL) {
                throw e;
            }
        }
    }
}
