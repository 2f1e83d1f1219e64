package dev.signalbox.cli.create;

import dev.signalbox.cli.Exit;
import dev.signalbox.cli.Failure;
import dev.signalbox.sql.SourcePosition;
import dev.signalbox.sql.SqlStatement;
import dev.signalbox.sql.SqlSyntaxException;
import dev.signalbox.sql.sqlite.SqliteLexer;
import dev.signalbox.sql.sqlite.SqliteSplitter;
import dev.signalbox.sql.sqlite.Token;
import dev.signalbox.sql.sqlite.TokenType;
import java.util.List;

/**
 * Statements that are given for a new migration.
 *
 * @param text ends with a semicolon and a line's end
 */
record GivenSql(String text, List<SqlStatement> statements) {

    GivenSql {
        statements = List.copyOf(statements);
    }

    /**
     * @param from what to call it in a message
     * @throws Failure when there is no statement in it, or one that cannot be read
     */
    static GivenSql of(String sql, String from) {
        var plain = sql.startsWith("\uFEFF") ? sql.substring(1) : sql;
        try {
            var statements = SqliteSplitter.split(plain, SourcePosition.START);
            if (statements.isEmpty()) {
                throw Failure.usage(
                        "There is no statement in " + from, "Give the statements of UP.");
            }
            return new GivenSql(ended(plain.replace("\r\n", "\n").strip()), statements);
        } catch (SqlSyntaxException e) {
            throw new Failure(
                    Exit.USAGE,
                    "%s:%s: %s".formatted(from, e.position(), e.getMessage()),
                    "Correct it; nothing was written.",
                    List.of(),
                    e);
        }
    }

    private static String ended(String text) {
        var lexer = new SqliteLexer(text, SourcePosition.START);
        var last = TokenType.END;
        var commented = false;
        for (Token token = lexer.next(); token.type() != TokenType.END; token = lexer.next()) {
            if (token.type().isSignificant()) {
                last = token.type();
                commented = false;
            } else {
                commented |= token.type() == TokenType.LINE_COMMENT;
            }
        }
        return last == TokenType.SEMICOLON ? text + "\n" : text + (commented ? "\n;\n" : ";\n");
    }
}
