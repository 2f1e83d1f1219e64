package dev.signalbox.sql;

import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** The table that a statement makes, changes, reads for an index, or writes to. */
public final class TouchedTable {

    private TouchedTable() {}

    /** The tables of several statements, each once, in the order in which they come. */
    public static List<String> allOf(Collection<SqlStatement> statements) {
        return statements.stream().flatMap(s -> of(s.kind()).stream()).distinct().toList();
    }

    public static Optional<String> of(StatementKind kind) {
        return switch (kind) {
            case StatementKind.CreateTable k -> Optional.of(k.table());
            case StatementKind.CreateIndex k -> Optional.of(k.table());
            case StatementKind.CreateTrigger k -> Optional.of(k.table());
            case StatementKind.CreateVirtualTable k -> Optional.of(k.table());
            case StatementKind.DropTable k -> Optional.of(k.table());
            case StatementKind.RenameTable k -> Optional.of(k.table());
            case StatementKind.AddColumn k -> Optional.of(k.table());
            case StatementKind.DropColumn k -> Optional.of(k.table());
            case StatementKind.RenameColumn k -> Optional.of(k.table());
            case StatementKind.Insert k -> Optional.of(k.table());
            case StatementKind.Update k -> Optional.of(k.table());
            case StatementKind.Delete k -> Optional.of(k.table());
            case StatementKind.CreateView k -> Optional.empty();
            case StatementKind.DropIndex k -> Optional.empty();
            case StatementKind.DropView k -> Optional.empty();
            case StatementKind.DropTrigger k -> Optional.empty();
            case StatementKind.Query k -> Optional.empty();
            case StatementKind.Pragma k -> Optional.empty();
            case StatementKind.TransactionControl k -> Optional.empty();
            case StatementKind.SavepointControl k -> Optional.empty();
            case StatementKind.OutsideTransaction k -> Optional.empty();
            case StatementKind.Other k -> Optional.empty();
        };
    }
}
