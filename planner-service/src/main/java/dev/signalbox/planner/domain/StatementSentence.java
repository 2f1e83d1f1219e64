package dev.signalbox.planner.domain;

import dev.signalbox.sql.SqlStatement;
import dev.signalbox.sql.StatementKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What statements do, in words. */
final class StatementSentence {

    private static final int MOST = 4;

    private StatementSentence() {}

    /** The first few in words, and how many more there are. */
    static String of(List<SqlStatement> statements) {
        var parts = new ArrayList<String>();
        for (var statement : statements) {
            clause(statement.kind()).filter(c -> !parts.contains(c)).ifPresent(parts::add);
        }
        if (parts.isEmpty()) {
            return statements.size() + (statements.size() == 1 ? " statement" : " statements");
        }
        var shown = String.join(", ", parts.subList(0, Math.min(MOST, parts.size())));
        return parts.size() <= MOST ? shown : shown + " and " + (parts.size() - MOST) + " more";
    }

    private static Optional<String> clause(StatementKind kind) {
        return Optional.ofNullable(
                switch (kind) {
                    case StatementKind.CreateTable k -> "creates table " + k.table();
                    case StatementKind.CreateIndex k -> "indexes " + k.table();
                    case StatementKind.CreateView k -> "creates view " + k.view();
                    case StatementKind.CreateTrigger k -> "adds a trigger to " + k.table();
                    case StatementKind.CreateVirtualTable k ->
                            "creates " + k.module() + " table " + k.table();
                    case StatementKind.DropTable k -> "drops table " + k.table();
                    case StatementKind.DropIndex k -> "drops index " + k.index();
                    case StatementKind.DropView k -> "drops view " + k.view();
                    case StatementKind.DropTrigger k -> "drops trigger " + k.trigger();
                    case StatementKind.RenameTable k ->
                            "renames table " + k.table() + " to " + k.newName();
                    case StatementKind.AddColumn k -> "adds column " + k.table() + "." + k.column();
                    case StatementKind.DropColumn k ->
                            "drops column " + k.table() + "." + k.column();
                    case StatementKind.RenameColumn k ->
                            "renames column " + k.table() + "." + k.column() + " to " + k.newName();
                    case StatementKind.Insert k -> "writes rows to " + k.table();
                    case StatementKind.Update k -> "updates " + k.table();
                    case StatementKind.Delete k -> "deletes from " + k.table();
                    case StatementKind.Query k -> null;
                    case StatementKind.Pragma k -> null;
                    case StatementKind.TransactionControl k -> null;
                    case StatementKind.SavepointControl k -> null;
                    case StatementKind.OutsideTransaction k -> null;
                    case StatementKind.Other k -> "runs " + k.verb();
                });
    }
}
