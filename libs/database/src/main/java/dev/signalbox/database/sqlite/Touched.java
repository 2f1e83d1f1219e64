package dev.signalbox.database.sqlite;

import dev.signalbox.sql.NamedObjects;
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
            List<String> named = NamedObjects.of(statement.kind());
            named.forEach(name -> names.add(name.toLowerCase(Locale.ROOT)));
            anything |= reachesFurther(statement.kind());
        }
        return new Touched(names, anything);
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
