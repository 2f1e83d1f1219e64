package dev.signalbox.sql.sqlite;

import dev.signalbox.sql.SqlStatement;
import dev.signalbox.sql.StatementKind;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * What a script makes and what becomes of it before its end. Names are compared without regard to
 * letter case, as SQLite does.
 */
final class Lifetimes {

    private final Set<String> made = new HashSet<>();
    private final Set<String> dropped = new HashSet<>();
    private final Set<String> gone = new HashSet<>();
    private final Set<String> rebuilt = new HashSet<>();

    /** The name that a thing of the script had first, by its present one. */
    private final Map<String, String> firstNames = new HashMap<>();

    /** The name that an older table gave up, by its present one. */
    private final Map<String, String> givenUp = new HashMap<>();

    private final Map<String, String> places = new HashMap<>();

    private Lifetimes() {}

    static Lifetimes of(List<SqlStatement> script) {
        Lifetimes lifetimes = new Lifetimes();
        script.forEach(statement -> lifetimes.see(statement.kind()));
        return lifetimes;
    }

    private void see(StatementKind kind) {
        switch (kind) {
            case StatementKind.CreateTable table -> {
                make(table.table());
                if (table.temporary()) {
                    gone.add(key(table.table()));
                }
            }
            case StatementKind.CreateVirtualTable table -> make(table.table());
            case StatementKind.CreateIndex index -> made.add(key(index.index()));
            case StatementKind.CreateView view -> made.add(key(view.view()));
            case StatementKind.CreateTrigger trigger -> made.add(key(trigger.trigger()));
            case StatementKind.DropTable table -> drop(table.table());
            case StatementKind.DropIndex index -> drop(index.index());
            case StatementKind.DropView view -> drop(view.view());
            case StatementKind.DropTrigger trigger -> drop(trigger.trigger());
            case StatementKind.RenameTable table -> rename(table.table(), table.newName());
            default -> {
                // The rest neither makes nor takes a name.
            }
        }
    }

    private void make(String table) {
        String key = key(table);
        made.add(key);
        if (dropped.contains(key)) {
            rebuilt.add(key);
        }
    }

    private void drop(String name) {
        String key = key(name);
        String former = givenUp.get(key);
        if (made.contains(key)) {
            gone.add(key);
            gone.add(firstNames.getOrDefault(key, key));
        } else {
            dropped.add(key);
        }
        if (former != null && made.contains(former)) {
            rebuilt.addAll(List.of(key, former));
        }
    }

    private void rename(String table, String newName) {
        String from = key(table);
        String to = key(newName);
        if (!made.contains(from)) {
            givenUp.put(to, from);
            return;
        }
        made.add(to);
        firstNames.put(to, firstNames.getOrDefault(from, from));
        if (dropped.contains(to)) {
            rebuilt.addAll(List.of(from, to));
            places.put(from, newName);
        }
    }

    boolean isMade(String name) {
        return made.contains(key(name));
    }

    /** Made by the script and not there at its end, or only for the connection. */
    boolean isTransient(String name) {
        return gone.contains(key(name));
    }

    /** Made to take the place of a table that was dropped, or the one whose place is taken. */
    boolean isRebuilt(String name) {
        return rebuilt.contains(key(name));
    }

    /** The table whose place another one takes. */
    String place(String table) {
        return places.getOrDefault(key(table), table);
    }

    private static String key(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
