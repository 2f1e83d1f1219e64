package dev.signalbox.sql.sqlite;

import dev.signalbox.sql.SourcePosition;
import dev.signalbox.sql.SqlStatement;
import dev.signalbox.sql.StatementKind;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The way back of a script, as far as it follows from the script: what was made is dropped and what
 * was renamed gets its name back, the last first. What cannot follow (values that were overwritten,
 * a table that was dropped) is said in a comment in its place.
 *
 * @param lines in the order in which they run
 */
public record DownDraft(List<Line> lines) {

    /** What a comment begins with that stands for something that somebody has to write. */
    public static final String OPEN = "-- TODO: ";

    public DownDraft {
        lines = List.copyOf(lines);
    }

    /** A line of the draft. */
    public sealed interface Line {

        String text();

        record Statement(String text) implements Line {}

        /** Something for a person to write; the text is a comment. */
        record Open(String text) implements Line {}
    }

    public static DownDraft of(List<SqlStatement> up) {
        Lifetimes lifetimes = Lifetimes.of(up);
        List<Line> lines = new ArrayList<>();
        for (SqlStatement statement : up.reversed()) {
            for (Line line : backOf(statement, lifetimes)) {
                if (!lines.contains(line)) {
                    lines.add(line);
                }
            }
        }
        return new DownDraft(lines);
    }

    /** Whether nothing is left for a person to write. */
    public boolean isComplete() {
        return lines.stream().noneMatch(line -> line instanceof Line.Open);
    }

    public boolean hasStatements() {
        return lines.stream().anyMatch(line -> line instanceof Line.Statement);
    }

    /** The lines, each ended; empty when there is nothing to undo. */
    public String text() {
        return lines.stream().map(line -> line.text() + "\n").collect(Collectors.joining());
    }

    private static List<Line> backOf(SqlStatement statement, Lifetimes lifetimes) {
        Spelling spelling = new Spelling(statement.text());
        return switch (statement.kind()) {
            case StatementKind.CreateTable made -> created(made, spelling, lifetimes);
            case StatementKind.CreateVirtualTable made ->
                    dropped("TABLE", made.table(), made.table(), spelling, lifetimes);
            case StatementKind.CreateIndex made ->
                    dropped("INDEX", made.index(), made.table(), spelling, lifetimes);
            case StatementKind.CreateView made ->
                    dropped("VIEW", made.view(), made.view(), spelling, lifetimes);
            case StatementKind.CreateTrigger made ->
                    dropped("TRIGGER", made.trigger(), made.table(), spelling, lifetimes);
            case StatementKind.AddColumn added ->
                    altered(
                            added.table(),
                            "DROP COLUMN " + spelling.of(added.column()),
                            spelling,
                            lifetimes);
            case StatementKind.RenameColumn renamed ->
                    altered(
                            renamed.table(),
                            "RENAME COLUMN %s TO %s"
                                    .formatted(
                                            spelling.of(renamed.newName()),
                                            spelling.of(renamed.column())),
                            spelling,
                            lifetimes);
            case StatementKind.RenameTable renamed -> renamed(renamed, spelling, lifetimes);
            case StatementKind.DropTable drop ->
                    lost(
                            drop.table(),
                            "makes the table again, with its rows",
                            statement,
                            lifetimes);
            case StatementKind.DropColumn drop ->
                    lifetimes.isMade(drop.table())
                            ? List.of()
                            : open(statement, "adds the column again, with its values");
            case StatementKind.DropIndex drop ->
                    lost(drop.index(), "makes the index again", statement, lifetimes);
            case StatementKind.DropView drop ->
                    lost(drop.view(), "makes the view again", statement, lifetimes);
            case StatementKind.DropTrigger drop ->
                    lost(drop.trigger(), "makes the trigger again", statement, lifetimes);
            case StatementKind.Insert in -> rows(in.table(), statement, lifetimes);
            case StatementKind.Update in -> rows(in.table(), statement, lifetimes);
            case StatementKind.Delete in -> rows(in.table(), statement, lifetimes);
            case StatementKind.Pragma pragma ->
                    pragma.value().isEmpty() || pragma.name().equals("foreign_keys")
                            ? List.of()
                            : open(statement, "sets it back");
            case StatementKind.OutsideTransaction outside -> List.of();
            case StatementKind.Query query -> List.of();
            case StatementKind.TransactionControl control -> List.of();
            case StatementKind.SavepointControl control -> List.of();
            case StatementKind.Other other ->
                    switch (other.verb()) {
                        case "ANALYZE", "REINDEX", "EXPLAIN" -> List.of();
                        default -> open(statement, "undoes it");
                    };
        };
    }

    private static List<Line> created(
            StatementKind.CreateTable made, Spelling spelling, Lifetimes lifetimes) {
        String table = made.table();
        if (lifetimes.isRebuilt(table)) {
            return List.of(
                    new Line.Open(
                            OPEN
                                    + "write what rebuilds "
                                    + oneLine(lifetimes.place(table))
                                    + " with its former columns; UP makes it anew."));
        }
        List<Line> drop = dropped("TABLE", table, table, spelling, lifetimes);
        return drop.isEmpty() || !made.ifNotExists()
                ? drop
                : List.of(
                        new Line.Open(
                                OPEN
                                        + "UP makes the table only if it is not there; remove the"
                                        + " next line where it may have been there before."),
                        drop.getFirst());
    }

    /**
     * @param owner the table that it goes with; itself, if it stands for itself
     */
    private static List<Line> dropped(
            String what, String name, String owner, Spelling spelling, Lifetimes lifetimes) {
        return lifetimes.isTransient(name)
                        || lifetimes.isTransient(owner)
                        || lifetimes.isRebuilt(owner)
                ? List.of()
                : List.of(run("DROP %s %s".formatted(what, spelling.of(name))));
    }

    private static List<Line> altered(
            String table, String how, Spelling spelling, Lifetimes lifetimes) {
        return lifetimes.isMade(table)
                ? List.of()
                : List.of(run("ALTER TABLE %s %s".formatted(spelling.of(table), how)));
    }

    private static List<Line> renamed(
            StatementKind.RenameTable renamed, Spelling spelling, Lifetimes lifetimes) {
        return lifetimes.isTransient(renamed.newName())
                        || lifetimes.isRebuilt(renamed.table())
                        || lifetimes.isRebuilt(renamed.newName())
                ? List.of()
                : List.of(
                        run(
                                "ALTER TABLE %s RENAME TO %s"
                                        .formatted(
                                                spelling.of(renamed.newName()),
                                                spelling.of(renamed.table()))));
    }

    private static List<Line> lost(
            String name, String what, SqlStatement statement, Lifetimes lifetimes) {
        return lifetimes.isTransient(name) || lifetimes.isRebuilt(name)
                ? List.of()
                : open(statement, what);
    }

    /** Rows of a table that the script makes go with it. */
    private static List<Line> rows(String table, SqlStatement statement, Lifetimes lifetimes) {
        return lifetimes.isMade(table)
                ? List.of()
                : open(statement, "puts the rows of " + oneLine(table) + " back");
    }

    private static Line run(String statement) {
        return new Line.Statement(statement + ";");
    }

    private static List<Line> open(SqlStatement statement, String what) {
        return List.of(
                new Line.Open(
                        OPEN + "write what " + what + "; UP runs: " + oneLine(statement.text())));
    }

    private static String oneLine(String text) {
        String line = text.replaceAll("\\s+", " ").strip();
        return line.length() <= 80 ? line : line.substring(0, 79) + "…";
    }

    /** Names as a statement writes them: bare where it does, so that they read as its author's. */
    private record Spelling(String statement) {

        String of(String name) {
            SqliteLexer lexer = new SqliteLexer(statement, SourcePosition.START);
            for (Token token = lexer.nextSignificant();
                    token.type() != TokenType.END;
                    token = lexer.nextSignificant()) {
                if (token.type() == TokenType.WORD && lexer.text(token).equals(name)) {
                    return name;
                }
            }
            return "\"" + name.replace("\"", "\"\"") + "\"";
        }
    }
}
