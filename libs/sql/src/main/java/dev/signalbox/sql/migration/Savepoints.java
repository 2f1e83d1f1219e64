package dev.signalbox.sql.migration;

import dev.signalbox.sql.Excerpt;
import dev.signalbox.sql.SourcePosition;
import dev.signalbox.sql.SqlStatement;
import dev.signalbox.sql.StatementKind.SavepointControl;
import dev.signalbox.sql.sqlite.SqliteLexer;
import dev.signalbox.sql.sqlite.Token;
import dev.signalbox.sql.sqlite.TokenType;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** Sees that the savepoints of a section are released inside of it, as SQLite nests them. */
final class Savepoints {

    private final Findings findings;
    private final Deque<Open> open = new ArrayDeque<>();

    Savepoints(Findings findings) {
        this.findings = findings;
    }

    void check(List<SqlStatement> statements) {
        for (SqlStatement statement : statements) {
            if (statement.kind() instanceof SavepointControl control) {
                String name = lastName(statement.text());
                if ("SAVEPOINT".equals(control.verb())) {
                    open.push(new Open(name, statement));
                } else {
                    close(name, statement, "RELEASE".equals(control.verb()));
                }
            }
        }
        for (Open left : open) {
            refuse(
                    left.statement,
                    "The savepoint " + Excerpt.of(left.name) + " is never released.",
                    "Add \"RELEASE " + Excerpt.of(left.name) + ";\" where it ends.");
        }
    }

    private void close(String name, SqlStatement statement, boolean releases) {
        if (open.stream().noneMatch(savepoint -> savepoint.isNamed(name))) {
            refuse(
                    statement,
                    "No savepoint " + Excerpt.of(name) + " is open here.",
                    "Add \"SAVEPOINT " + Excerpt.of(name) + ";\" before, or remove this.");
            return;
        }
        while (!open.element().isNamed(name)) {
            open.pop();
        }
        if (releases) {
            open.pop();
        }
    }

    private void refuse(SqlStatement statement, String message, String remedy) {
        findings.add(statement.position(), "savepoint-balance", message, remedy);
    }

    /** In all statements about savepoints, the name is what stands last. */
    private static String lastName(String statement) {
        SqliteLexer lexer = new SqliteLexer(statement, SourcePosition.START);
        Token last = lexer.nextSignificant();
        for (Token token = last; token.type() != TokenType.END; token = lexer.nextSignificant()) {
            last = token;
        }
        return lexer.name(last);
    }

    private record Open(String name, SqlStatement statement) {

        boolean isNamed(String other) {
            return name.equalsIgnoreCase(other);
        }
    }
}
