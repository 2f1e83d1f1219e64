package dev.signalbox.sql;

/**
 * What a statement does, as far as planning and guarding need to know. Object names are unquoted
 * ({@code "a""b"} is {@code a"b}); their letter case is as written, and engines compare them as
 * they do.
 */
public sealed interface StatementKind {

    record CreateTable(String table, boolean temporary, boolean ifNotExists)
            implements StatementKind {}

    record CreateIndex(String index, String table, boolean unique) implements StatementKind {}

    record CreateView(String view) implements StatementKind {}

    record CreateTrigger(String trigger, String table) implements StatementKind {}

    record CreateVirtualTable(String table, String module) implements StatementKind {}

    record DropTable(String table, boolean ifExists) implements StatementKind {}

    record DropIndex(String index) implements StatementKind {}

    record DropView(String view) implements StatementKind {}

    record DropTrigger(String trigger) implements StatementKind {}

    record RenameTable(String table, String newName) implements StatementKind {}

    record AddColumn(String table, String column) implements StatementKind {}

    record DropColumn(String table, String column) implements StatementKind {}

    record RenameColumn(String table, String column, String newName) implements StatementKind {}

    /** INSERT or REPLACE; {@code fromQuery} when its rows come from a SELECT. */
    record Insert(String table, boolean fromQuery, boolean replace) implements StatementKind {}

    record Update(String table, boolean filtered) implements StatementKind {}

    record Delete(String table, boolean filtered) implements StatementKind {}

    record Query() implements StatementKind {}

    /**
     * {@code name} is in lower case and without a schema; {@code value} is what follows {@code =}
     * or stands in the parentheses, without quotes; empty when read.
     */
    record Pragma(String name, String value) implements StatementKind {}

    /** BEGIN, COMMIT, END, ROLLBACK (not ROLLBACK TO). */
    record TransactionControl(String verb) implements StatementKind {}

    /** SAVEPOINT, RELEASE, ROLLBACK TO. */
    record SavepointControl(String verb) implements StatementKind {}

    /**
     * VACUUM, which SQLite refuses inside a transaction, and ATTACH and DETACH, which bring in
     * files that no transaction of one database should touch.
     */
    record OutsideTransaction(String verb) implements StatementKind {}

    /**
     * ANALYZE, REINDEX, EXPLAIN, further ALTERs and what is not known; {@code verb} is upper case.
     */
    record Other(String verb) implements StatementKind {}
}
