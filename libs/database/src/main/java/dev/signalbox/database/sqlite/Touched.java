package dev.signalbox.database.sqlite;

import dev.signalbox.sql.SqlStatement;
import dev.signalbox.sql.StatementKind;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Which objects a script names as what it changes.
 *
 * @param names in lower case
 * @param anything whether a statement may change more than it names
 */
record Touched(Set<String> names, boolean anything) {

    Touched {
        names = Set.copyOf(names);
    }

    static final Touched ANYTHING = new Touched(Set.of(), true);

    static Touched by(List<SqlStatement> statements) {
        Set<String> names = new HashSet<>();
        boolean anything = false;
        for (SqlStatement statement : statements) {
            List<String> named = names(statement.kind());
            named.forEach(name -> names.add(name.toLowerCase(Locale.ROOT)));
            anything |= reachesFurther(statement.kind());
        }
        return new Touched(names, anything);
    }

    /** What the statement makes, changes or removes. */
    static List<String> names(StatementKind kind) {
        return switch (kind) {
            case StatementKind.CreateTable it -> List.of(it.table());
            case StatementKind.CreateIndex it -> List.of(it.index(), it.table());
            case StatementKind.CreateView it -> List.of(it.view());
            case StatementKind.CreateTrigger it -> List.of(it.trigger(), it.table());
            case StatementKind.CreateVirtualTable it -> List.of(it.table());
            case StatementKind.DropTable it -> List.of(it.table());
            case StatementKind.DropIndex it -> List.of(it.index());
            case StatementKind.DropView it -> List.of(it.view());
            case StatementKind.DropTrigger it -> List.of(it.trigger());
            case StatementKind.RenameTable it -> List.of(it.table(), it.newName());
            case StatementKind.AddColumn it -> List.of(it.table());
            case StatementKind.DropColumn it -> List.of(it.table());
            case StatementKind.RenameColumn it -> List.of(it.table());
            case StatementKind.Insert it -> List.of(it.table());
            case StatementKind.Update it -> List.of(it.table());
            case StatementKind.Delete it -> List.of(it.table());
            case StatementKind.Query it -> List.of();
            case StatementKind.Pragma it -> List.of();
            case StatementKind.TransactionControl it -> List.of();
            case StatementKind.SavepointControl it -> List.of();
            case StatementKind.OutsideTransaction it -> List.of();
            case StatementKind.Other it -> List.of();
        };
    }

    private static boolean reachesFurther(StatementKind kind) {
        return switch (kind) {
            case StatementKind.Other it -> true;
            case StatementKind.CreateTrigger it -> true;
            case StatementKind.Pragma it -> it.name().toLowerCase(Locale.ROOT).contains("schema");
            case StatementKind.Update it -> isCatalogue(it.table());
            case StatementKind.Insert it -> isCatalogue(it.table());
            case StatementKind.Delete it -> isCatalogue(it.table());
            case StatementKind.CreateTable it -> false;
            case StatementKind.CreateIndex it -> false;
            case StatementKind.CreateView it -> false;
            case StatementKind.CreateVirtualTable it -> false;
            case StatementKind.DropTable it -> false;
            case StatementKind.DropIndex it -> false;
            case StatementKind.DropView it -> false;
            case StatementKind.DropTrigger it -> false;
            case StatementKind.RenameTable it -> false;
            case StatementKind.AddColumn it -> false;
            case StatementKind.DropColumn it -> false;
            case StatementKind.RenameColumn it -> false;
            case StatementKind.Query it -> false;
            case StatementKind.TransactionControl it -> false;
            case StatementKind.SavepointControl it -> false;
            case StatementKind.OutsideTransaction it -> false;
        };
    }

    private static boolean isCatalogue(String table) {
        return table.toLowerCase(Locale.ROOT).startsWith("sqlite_");
    }
}
