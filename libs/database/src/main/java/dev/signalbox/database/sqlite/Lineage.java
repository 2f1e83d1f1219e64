package dev.signalbox.database.sqlite;

import dev.signalbox.database.Schema;
import dev.signalbox.sql.SqlStatement;
import dev.signalbox.sql.StatementKind;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Under what names a script leaves the tables and columns that it renames. */
record Lineage(List<SqlStatement> statements, Schema after) {

    Lineage {
        statements = List.copyOf(statements);
    }

    /**
     * A table that is there under its own name is the same table, as after a rebuild. Null when it
     * is gone.
     */
    @Nullable String table(String before) {
        if (after.table(before).isPresent()) {
            return before;
        }
        String name = before;
        for (SqlStatement statement : statements) {
            if (statement.kind() instanceof StatementKind.RenameTable it
                    && it.table().equalsIgnoreCase(name)) {
                name = it.newName();
            }
        }
        return after.table(name).isPresent() ? name : null;
    }

    String column(String table, String before) {
        String owner = table;
        String name = before;
        for (SqlStatement statement : statements) {
            if (statement.kind() instanceof StatementKind.RenameTable it
                    && it.table().equalsIgnoreCase(owner)) {
                owner = it.newName();
            } else if (statement.kind() instanceof StatementKind.RenameColumn it
                    && it.table().equalsIgnoreCase(owner)
                    && it.column().equalsIgnoreCase(name)) {
                name = it.newName();
            }
        }
        return name;
    }
}
