package dev.signalbox.cli.changelog;

import dev.signalbox.sql.SqlStatement;
import dev.signalbox.sql.StatementKind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What a script means to those who use the schema. A table that the script makes anew under its own
 * name is rebuilt, and one that it makes and drops was never there.
 */
public final class ScriptReading {

    private final List<String> breaking = new ArrayList<>();
    private final Set<String> made = new HashSet<>();
    private ChangeKind kind = ChangeKind.OTHER;

    private ScriptReading() {}

    public static ScriptReading of(List<SqlStatement> statements) {
        var reading = new ScriptReading();
        var names = namesAtTheEnd(statements);
        statements.forEach(s -> reading.see(s.kind(), names));
        return reading;
    }

    /** Tables and views that a statement of the script gives their last name. */
    private static Set<String> namesAtTheEnd(List<SqlStatement> statements) {
        var names = new HashSet<String>();
        for (var statement : statements) {
            switch (statement.kind()) {
                case StatementKind.CreateTable k -> names.add(key(k.table()));
                case StatementKind.CreateVirtualTable k -> names.add(key(k.table()));
                case StatementKind.CreateView k -> names.add(key(k.view()));
                case StatementKind.RenameTable k -> {
                    names.remove(key(k.table()));
                    names.add(key(k.newName()));
                }
                default -> {
                    // The rest names nothing that others use.
                }
            }
        }
        return names;
    }

    private void see(StatementKind statement, Set<String> names) {
        switch (statement) {
            case StatementKind.CreateTable k -> make(k.table(), k.temporary());
            case StatementKind.CreateVirtualTable k -> make(k.table(), false);
            case StatementKind.CreateView k -> make(k.view(), false);
            case StatementKind.CreateIndex k -> is(ChangeKind.ADDED);
            case StatementKind.CreateTrigger k -> is(ChangeKind.ADDED);
            case StatementKind.AddColumn k -> is(ChangeKind.ADDED);
            case StatementKind.DropTable k -> drop("table " + k.table(), k.table(), names);
            case StatementKind.DropView k -> drop("view " + k.view(), k.view(), names);
            case StatementKind.DropIndex k -> is(ChangeKind.CHANGED);
            case StatementKind.DropTrigger k -> is(ChangeKind.CHANGED);
            case StatementKind.DropColumn k -> {
                if (!made.contains(key(k.table()))) {
                    breaks(ChangeKind.REMOVED, "drops column " + k.table() + "." + k.column());
                }
            }
            case StatementKind.RenameTable k -> renameTable(k, names);
            case StatementKind.RenameColumn k -> {
                if (!made.contains(key(k.table()))) {
                    breaks(
                            ChangeKind.CHANGED,
                            "renames column %s.%s to %s"
                                    .formatted(k.table(), k.column(), k.newName()));
                }
            }
            case StatementKind.Insert k -> is(ChangeKind.DATA);
            case StatementKind.Update k -> is(ChangeKind.DATA);
            case StatementKind.Delete k -> is(ChangeKind.DATA);
            case StatementKind.Query k -> is(ChangeKind.OTHER);
            case StatementKind.Pragma k -> is(ChangeKind.OTHER);
            case StatementKind.TransactionControl k -> is(ChangeKind.OTHER);
            case StatementKind.SavepointControl k -> is(ChangeKind.OTHER);
            case StatementKind.OutsideTransaction k -> is(ChangeKind.OTHER);
            case StatementKind.Other k -> is(ChangeKind.OTHER);
        }
    }

    private void make(String name, boolean temporary) {
        made.add(key(name));
        if (!temporary) {
            is(ChangeKind.ADDED);
        }
    }

    private void drop(String what, String name, Set<String> names) {
        if (made.contains(key(name))) {
            return;
        }
        if (names.contains(key(name))) {
            is(ChangeKind.CHANGED);
        } else {
            breaks(ChangeKind.REMOVED, "drops " + what);
        }
    }

    private void renameTable(StatementKind.RenameTable renamed, Set<String> names) {
        if (made.contains(key(renamed.table()))) {
            made.add(key(renamed.newName()));
        } else if (names.contains(key(renamed.table()))) {
            made.add(key(renamed.newName()));
            is(ChangeKind.CHANGED);
        } else {
            breaks(
                    ChangeKind.CHANGED,
                    "renames table %s to %s".formatted(renamed.table(), renamed.newName()));
        }
    }

    private void breaks(ChangeKind how, String reason) {
        is(how);
        if (!breaking.contains(reason)) {
            breaking.add(reason);
        }
    }

    private void is(ChangeKind other) {
        if (other.compareTo(kind) < 0) {
            kind = other;
        }
    }

    public ChangeKind kind() {
        return kind;
    }

    /** What others may depend on and is not there any more, as ends of sentences. */
    public List<String> breaking() {
        return List.copyOf(breaking);
    }

    private static String key(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
