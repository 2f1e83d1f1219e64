package dev.signalbox.sql.sqlite;

import dev.signalbox.sql.StatementKind;
import dev.signalbox.sql.StatementKind.AddColumn;
import dev.signalbox.sql.StatementKind.DropColumn;
import dev.signalbox.sql.StatementKind.Other;
import dev.signalbox.sql.StatementKind.RenameColumn;
import dev.signalbox.sql.StatementKind.RenameTable;
import java.util.List;

/**
 * The forms of ALTER TABLE. Where the word COLUMN can stand, SQLite always takes it for the
 * keyword, never for a name.
 */
final class AlterTable {

    /** Words that start a table constraint and cannot be the name of a column. */
    private static final List<String> CONSTRAINTS =
            List.of("CONSTRAINT", "CHECK", "UNIQUE", "PRIMARY", "FOREIGN");

    private final TokenCursor cursor;

    AlterTable(TokenCursor cursor) {
        this.cursor = cursor;
    }

    /** Reads on behind the word ALTER. */
    StatementKind classify() {
        cursor.require("TABLE");
        String table = cursor.qualifiedName().name();
        if (cursor.accept("RENAME")) {
            return rename(table);
        }
        if (cursor.accept("ADD")) {
            return isConstraint() ? new Other("ALTER") : new AddColumn(table, column());
        }
        if (cursor.accept("DROP")) {
            return isConstraint() ? new Other("ALTER") : new DropColumn(table, column());
        }
        return new Other("ALTER");
    }

    private StatementKind rename(String table) {
        if (cursor.accept("TO")) {
            return new RenameTable(table, cursor.name());
        }
        String column = column();
        cursor.require("TO");
        return new RenameColumn(table, column, cursor.name());
    }

    private String column() {
        cursor.accept("COLUMN");
        return cursor.name();
    }

    private boolean isConstraint() {
        return CONSTRAINTS.stream().anyMatch(cursor::at);
    }
}
