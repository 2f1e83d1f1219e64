package dev.signalbox.sql.sqlite;

import dev.signalbox.sql.SourcePosition;
import dev.signalbox.sql.StatementKind;
import dev.signalbox.sql.StatementKind.CreateIndex;
import dev.signalbox.sql.StatementKind.CreateTable;
import dev.signalbox.sql.StatementKind.CreateTrigger;
import dev.signalbox.sql.StatementKind.CreateView;
import dev.signalbox.sql.StatementKind.CreateVirtualTable;
import dev.signalbox.sql.StatementKind.Delete;
import dev.signalbox.sql.StatementKind.DropIndex;
import dev.signalbox.sql.StatementKind.DropTable;
import dev.signalbox.sql.StatementKind.DropTrigger;
import dev.signalbox.sql.StatementKind.DropView;
import dev.signalbox.sql.StatementKind.Insert;
import dev.signalbox.sql.StatementKind.Other;
import dev.signalbox.sql.StatementKind.OutsideTransaction;
import dev.signalbox.sql.StatementKind.Pragma;
import dev.signalbox.sql.StatementKind.Query;
import dev.signalbox.sql.StatementKind.SavepointControl;
import dev.signalbox.sql.StatementKind.TransactionControl;
import dev.signalbox.sql.StatementKind.Update;
import java.util.Locale;

/**
 * Says what a statement does by its leading words, with the same reading of keywords that can also
 * be names as SQLite's grammar. What it does not know is {@link Other}; whether a statement is
 * valid is for SQLite to say.
 */
public final class SqliteClassifier {

    private final TokenCursor cursor;
    private final String verb;

    private SqliteClassifier(SqliteScript statement) {
        cursor = new TokenCursor(statement);
        verb = cursor.verb();
    }

    /** What one statement does, its text without the semicolon. */
    public static StatementKind classify(String statement) {
        return classify(SqliteScript.of(statement, SourcePosition.START));
    }

    static StatementKind classify(SqliteScript statement) {
        return new SqliteClassifier(statement).classify();
    }

    private StatementKind classify() {
        StatementKind kind = statement(verb);
        return cursor.isLost() ? new Other(verb) : kind;
    }

    private StatementKind statement(String keyword) {
        if (cursor.at(TokenType.WORD)) {
            cursor.take();
        }
        return switch (keyword) {
            case "CREATE" -> create();
            case "DROP" -> drop();
            case "ALTER" -> new AlterTable(cursor).classify();
            case "WITH" -> with();
            case "INSERT" -> insert();
            case "REPLACE" -> insertInto(true);
            case "UPDATE" -> update();
            case "DELETE" -> delete();
            case "SELECT", "VALUES" -> new Query();
            case "PRAGMA" -> pragma();
            case "BEGIN", "COMMIT", "END" -> new TransactionControl(keyword);
            case "ROLLBACK" -> rollback();
            case "SAVEPOINT", "RELEASE" -> new SavepointControl(keyword);
            case "VACUUM", "ATTACH", "DETACH" -> new OutsideTransaction(keyword);
            default -> new Other(keyword);
        };
    }

    private StatementKind create() {
        if (cursor.accept("UNIQUE")) {
            cursor.require("INDEX");
            return createIndex(true);
        }
        if (cursor.accept("INDEX")) {
            return createIndex(false);
        }
        if (cursor.accept("VIRTUAL")) {
            cursor.require("TABLE");
            ifNotExists();
            String table = cursor.qualifiedName().name();
            cursor.require("USING");
            return new CreateVirtualTable(table, cursor.name());
        }
        boolean temporary = cursor.accept("TEMP") || cursor.accept("TEMPORARY");
        if (cursor.accept("TABLE")) {
            boolean ifNotExists = ifNotExists();
            TokenCursor.QualifiedName table = cursor.qualifiedName();
            return new CreateTable(table.name(), temporary || table.isTemporary(), ifNotExists);
        }
        if (cursor.accept("VIEW")) {
            ifNotExists();
            return new CreateView(cursor.qualifiedName().name());
        }
        if (cursor.accept("TRIGGER")) {
            ifNotExists();
            String trigger = cursor.qualifiedName().name();
            cursor.find("ON");
            cursor.require("ON");
            return new CreateTrigger(trigger, cursor.qualifiedName().name());
        }
        return new Other("CREATE");
    }

    private StatementKind createIndex(boolean unique) {
        ifNotExists();
        String index = cursor.qualifiedName().name();
        cursor.require("ON");
        return new CreateIndex(index, cursor.name(), unique);
    }

    private StatementKind drop() {
        if (cursor.accept("TABLE")) {
            boolean ifExists = ifExists();
            return new DropTable(cursor.qualifiedName().name(), ifExists);
        }
        if (cursor.accept("INDEX")) {
            ifExists();
            return new DropIndex(cursor.qualifiedName().name());
        }
        if (cursor.accept("VIEW")) {
            ifExists();
            return new DropView(cursor.qualifiedName().name());
        }
        if (cursor.accept("TRIGGER")) {
            ifExists();
            return new DropTrigger(cursor.qualifiedName().name());
        }
        return new Other("DROP");
    }

    /** {@code WITH a AS (…), b (x) AS NOT MATERIALIZED (…) INSERT …} is the INSERT. */
    private StatementKind with() {
        cursor.accept("RECURSIVE");
        do {
            cursor.name();
            cursor.skipParentheses();
            cursor.require("AS");
            cursor.accept("NOT");
            cursor.accept("MATERIALIZED");
            cursor.skipParentheses();
        } while (cursor.accept(TokenType.COMMA));
        String main = cursor.verb();
        return switch (main) {
            case "SELECT", "VALUES", "INSERT", "REPLACE", "UPDATE", "DELETE" -> statement(main);
            default -> new Other(verb);
        };
    }

    private StatementKind insert() {
        boolean replace = "REPLACE".equals(conflictResolution());
        return insertInto(replace);
    }

    private StatementKind insertInto(boolean replace) {
        cursor.require("INTO");
        String table = cursor.qualifiedName().name();
        if (cursor.accept("AS")) {
            cursor.name();
        }
        cursor.skipParentheses();
        boolean fromQuery = cursor.at("WITH") || cursor.find("SELECT");
        return new Insert(table, fromQuery, replace);
    }

    private StatementKind update() {
        conflictResolution();
        String table = cursor.qualifiedName().name();
        return new Update(table, cursor.find("WHERE"));
    }

    private StatementKind delete() {
        cursor.require("FROM");
        String table = cursor.qualifiedName().name();
        return new Delete(table, cursor.find("WHERE"));
    }

    private StatementKind pragma() {
        String name = cursor.qualifiedName().name().toLowerCase(Locale.ROOT);
        boolean parenthesis = cursor.accept(TokenType.LEFT_PARENTHESIS);
        if (!parenthesis && cursor.at(TokenType.OPERATOR)) {
            cursor.take();
        }
        StringBuilder value = new StringBuilder();
        while (!cursor.atEnd() && !cursor.at(TokenType.RIGHT_PARENTHESIS)) {
            value.append(cursor.take());
        }
        return new Pragma(name, value.toString());
    }

    private StatementKind rollback() {
        return cursor.find("TO")
                ? new SavepointControl("ROLLBACK TO")
                : new TransactionControl("ROLLBACK");
    }

    /** What stands after OR, upper case; empty without it. */
    private String conflictResolution() {
        return cursor.accept("OR") ? cursor.name().toUpperCase(Locale.ROOT) : "";
    }

    private boolean ifNotExists() {
        boolean there = cursor.accept("IF");
        if (there) {
            cursor.require("NOT");
            cursor.require("EXISTS");
        }
        return there;
    }

    private boolean ifExists() {
        boolean there = cursor.accept("IF");
        if (there) {
            cursor.require("EXISTS");
        }
        return there;
    }
}
