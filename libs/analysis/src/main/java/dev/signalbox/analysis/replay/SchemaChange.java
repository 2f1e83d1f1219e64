package dev.signalbox.analysis.replay;

import dev.signalbox.analysis.schema.Schema;
import dev.signalbox.analysis.schema.SchemaReader;
import dev.signalbox.analysis.schema.Table;
import dev.signalbox.sql.StatementKind;
import java.sql.SQLException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads what a statement may have changed. */
final class SchemaChange {

    private final SchemaReader reader;

    SchemaChange(SchemaReader reader) {
        this.reader = reader;
    }

    Schema after(StatementKind kind, Schema before) throws SQLException {
        return switch (kind) {
            case StatementKind.CreateTable it ->
                    it.temporary() ? before : reader.read(before, it.table());
            case StatementKind.CreateIndex it -> reader.read(before, it.table());
            case StatementKind.CreateView it -> reader.read(before, it.view());
            case StatementKind.CreateTrigger it -> reader.read(before, it.table());
            case StatementKind.CreateVirtualTable it -> reader.read(before);
            case StatementKind.DropTable it -> dropped(it, before);
            case StatementKind.DropIndex it -> {
                String table = before.ofIndex(it.index()).map(Table::name).orElse("");
                yield table.isEmpty() ? before : reader.read(before, table);
            }
            case StatementKind.DropView it -> reader.read(before, it.view());
            case StatementKind.AddColumn it -> reader.read(before, it.table());
            case StatementKind.DropTrigger it -> reader.read(before);
            case StatementKind.RenameTable it -> reader.read(before);
            case StatementKind.DropColumn it -> reader.read(before);
            case StatementKind.RenameColumn it -> reader.read(before);
            case StatementKind.SavepointControl it -> reader.read(before);
            case StatementKind.Other it -> reader.read(before);
            case StatementKind.Insert it -> rows(it.table(), before);
            case StatementKind.Update it -> rows(it.table(), before);
            case StatementKind.Delete it -> rows(it.table(), before);
            case StatementKind.Query it -> before;
            case StatementKind.Pragma it -> before;
            case StatementKind.TransactionControl it -> before;
            case StatementKind.OutsideTransaction it -> before;
        };
    }

    /** A virtual table takes along what its module made for it. */
    private Schema dropped(StatementKind.DropTable drop, Schema before) throws SQLException {
        @Nullable Table table = before.table(drop.table());
        return table == null || table.isOrdinary()
                ? reader.read(before, drop.table())
                : reader.read(before);
    }

    private Schema rows(String table, Schema before) throws SQLException {
        return table.toLowerCase(Locale.ROOT).startsWith("sqlite_") ? reader.read(before) : before;
    }
}
