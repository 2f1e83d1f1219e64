package dev.signalbox.sql.sqlite;

import dev.signalbox.sql.SourcePosition;
import dev.signalbox.sql.SqlStatement;
import dev.signalbox.sql.SqlSyntaxException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Cuts a script into the statements that SQLite would run one after the other. */
public final class SqliteSplitter {

    private final SqliteScript script;
    private final SqliteLexer lexer;
    private final List<SqlStatement> statements = new ArrayList<>();
    private final List<Integer> commentEnds = new ArrayList<>();
    private @Nullable StatementShape shape;
    private int first;
    private int last;

    private SqliteSplitter(SqliteScript script) {
        this.script = script;
        this.lexer = new SqliteLexer(script);
    }

    /**
     * The statements of a script in order; empty ones are left out, and the last one needs no
     * semicolon.
     *
     * @param start where the text starts in its file
     * @throws SqlSyntaxException for tokens that SQLite would not recognise, and for triggers
     *     without their end, at the place where these start
     */
    public static List<SqlStatement> split(String text, SourcePosition start) {
        return new SqliteSplitter(SqliteScript.of(text, start)).split();
    }

    /** The same for a part of a text; {@code start} is the place of {@code from}. */
    public static List<SqlStatement> split(String text, int from, int to, SourcePosition start) {
        return new SqliteSplitter(SqliteScript.of(text, start).part(from, to, start)).split();
    }

    private List<SqlStatement> split() {
        while (true) {
            Token token = lexer.next();
            switch (token.type()) {
                case END -> {
                    endOfText();
                    return List.copyOf(statements);
                }
                case WHITESPACE, BLOCK_COMMENT -> {}
                case LINE_COMMENT -> commentEnds.add(token.end());
                case SEMICOLON -> semicolon(token);
                case WORD,
                        QUOTED_NAME,
                        STRING,
                        BLOB,
                        NUMBER,
                        PARAMETER,
                        OPERATOR,
                        DOT,
                        COMMA,
                        LEFT_PARENTHESIS,
                        RIGHT_PARENTHESIS ->
                        significant(token);
            }
        }
    }

    private void significant(Token token) {
        if (shape == null) {
            shape = new StatementShape(lexer, lexer.position(token.start()));
            first = token.start();
            commentEnds.clear();
        }
        shape.see(token);
        last = token.end();
    }

    private void semicolon(Token token) {
        if (shape == null) {
            return;
        }
        if (shape.endsAtSemicolon()) {
            add(shape.position());
        } else {
            last = token.end();
        }
    }

    private void endOfText() {
        if (shape != null) {
            shape.endOfText();
            add(shape.position());
        }
    }

    private void add(SourcePosition position) {
        SqliteScript part = script.part(first, last, position);
        statements.add(new SqlStatement(text(), position, SqliteClassifier.classify(part)));
        shape = null;
    }

    /**
     * As written. Only where carriage returns alone end lines, those after line comments become
     * line feeds: SQLite would otherwise read the rest of the statement as comment.
     */
    private String text() {
        String written = script.text().substring(first, last);
        if (!script.linesEndWithCarriageReturn()) {
            return written;
        }
        StringBuilder text = new StringBuilder(written);
        for (int end : commentEnds) {
            if (end < last) {
                text.setCharAt(end - first, '\n');
            }
        }
        return text.toString();
    }
}
