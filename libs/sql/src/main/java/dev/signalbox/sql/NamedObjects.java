package dev.signalbox.sql;

import java.util.List;

/** The tables, indexes, views and triggers that a statement names as what it is about. */
public final class NamedObjects {

    private NamedObjects() {}

    /** What the statement makes, changes or removes. */
    public static List<String> of(StatementKind kind) {
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
}
