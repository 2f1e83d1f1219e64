package dev.signalbox.sql;

/** Tells statements that are about rows alone from those that change anything else. */
public final class RowStatements {

    private RowStatements() {}

    public static boolean isOne(StatementKind kind) {
        return switch (kind) {
            case StatementKind.Query it -> true;
            case StatementKind.Insert it -> true;
            case StatementKind.Update it -> true;
            case StatementKind.Delete it -> true;
            case StatementKind.CreateTable it -> false;
            case StatementKind.CreateIndex it -> false;
            case StatementKind.CreateView it -> false;
            case StatementKind.CreateTrigger it -> false;
            case StatementKind.CreateVirtualTable it -> false;
            case StatementKind.DropTable it -> false;
            case StatementKind.DropIndex it -> false;
            case StatementKind.DropView it -> false;
            case StatementKind.DropTrigger it -> false;
            case StatementKind.RenameTable it -> false;
            case StatementKind.AddColumn it -> false;
            case StatementKind.DropColumn it -> false;
            case StatementKind.RenameColumn it -> false;
            case StatementKind.Pragma it -> false;
            case StatementKind.TransactionControl it -> false;
            case StatementKind.SavepointControl it -> false;
            case StatementKind.OutsideTransaction it -> false;
            case StatementKind.Other it -> false;
        };
    }
}
