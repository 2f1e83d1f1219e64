package dev.signalbox.analysis.source;

import dev.signalbox.sql.SourcePosition;
import dev.signalbox.sql.SqlStatement;
import dev.signalbox.sql.StatementKind;
import dev.signalbox.sql.sqlite.TokenType;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A statement in its file. */
public final class Statement {

    private final SqlStatement sql;
    private final SourceText source;
    private final int from;
    private final boolean asWritten;
    private @Nullable Tokens tokens;

    public Statement(SqlStatement sql, SourceText source) {
        this.sql = sql;
        this.source = source;
        this.from = source.offset(sql.position());
        this.asWritten = source.text().startsWith(sql.text(), from);
    }

    public String sql() {
        return sql.text();
    }

    public StatementKind kind() {
        return sql.kind();
    }

    public SourceText source() {
        return source;
    }

    public SourcePosition position() {
        return sql.position();
    }

    /** Where it begins in its file. */
    public int from() {
        return from;
    }

    /** Behind its last token, which is before its semicolon. */
    public int to() {
        return Math.min(from + sql.text().length(), source.text().length());
    }

    /**
     * Whether the file has it letter by letter, which is not so where placeholders were filled in.
     */
    public boolean isAsWritten() {
        return asWritten;
    }

    public Tokens tokens() {
        if (tokens == null) {
            tokens = Tokens.of(sql.text());
        }
        return tokens;
    }

    /**
     * Where a piece of the statement is in the file; the statement's start if that is not known.
     */
    public SourcePosition position(int offset) {
        return asWritten ? source.position(Math.min(from + offset, to())) : sql.position();
    }

    public boolean mentions(String name) {
        return sql.text().toLowerCase(Locale.ROOT).contains(name.toLowerCase(Locale.ROOT))
                && tokens().findName(name, 0) >= 0;
    }

    /** Puts a text in at an offset of the statement. */
    public Edit insert(int offset, String text) {
        return new Edit(source.path(), from + offset, from + offset, text);
    }

    /** Puts statements in on lines of their own, above this one. */
    public Edit insertAbove(List<String> statements) {
        int line = source.lineStart(from);
        String indent = source.text().substring(line, from);
        String end = source.lineEnd();
        return indent.isBlank()
                ? new Edit(source.path(), line, line, lines(statements, indent, end))
                : new Edit(source.path(), from, from, String.join("; ", statements) + "; ");
    }

    /** Puts statements in on lines of their own, below this one. */
    public Edit insertBelow(List<String> statements) {
        String text = source.text();
        int semicolon = semicolon();
        if (semicolon < 0) {
            return new Edit(
                    source.path(),
                    to(),
                    to(),
                    ";"
                            + source.lineEnd()
                            + lines(statements, "", source.lineEnd()).stripTrailing());
        }
        int next = source.nextLine(semicolon);
        boolean alone = text.substring(semicolon + 1, next).isBlank();
        boolean ended = next > 0 && "\r\n".indexOf(text.charAt(next - 1)) >= 0;
        return alone && ended
                ? new Edit(source.path(), next, next, lines(statements, "", source.lineEnd()))
                : new Edit(
                        source.path(),
                        semicolon + 1,
                        semicolon + 1,
                        " " + String.join("; ", statements) + ";");
    }

    private int semicolon() {
        String rest = source.text().substring(to());
        Tokens behind = Tokens.of(rest);
        return behind.is(0, TokenType.SEMICOLON) ? to() + behind.from(0) : -1;
    }

    private static String lines(List<String> statements, String indent, String end) {
        StringBuilder lines = new StringBuilder();
        statements.forEach(s -> lines.append(indent).append(s).append(';').append(end));
        return lines.toString();
    }

    @Override
    public String toString() {
        return source.path() + ":" + sql.position() + ": " + sql.text();
    }
}
