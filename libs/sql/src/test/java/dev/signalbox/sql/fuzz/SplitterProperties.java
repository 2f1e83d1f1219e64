package dev.signalbox.sql.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.sql.SourcePosition;
import dev.signalbox.sql.SqlStatement;
import dev.signalbox.sql.SqlSyntaxException;
import dev.signalbox.sql.sqlite.SqliteLexer;
import dev.signalbox.sql.sqlite.SqliteSplitter;
import dev.signalbox.sql.sqlite.Token;
import dev.signalbox.sql.sqlite.TokenType;
import java.util.List;

/** The statements of a script are all of it, but for white space, comments and semicolons. */
final class SplitterProperties {

    private SplitterProperties() {}

    /** False when the script cannot be split. */
    static boolean check(String text) {
        List<SqlStatement> statements;
        try {
            statements = SqliteSplitter.split(text, SourcePosition.START);
        } catch (SqlSyntaxException e) {
            assertThat(e.position()).isNotNull();
            return false;
        }
        int at = 0;
        for (SqlStatement statement : statements) {
            int start = offset(text, statement.position());
            assertThat(start).as(statement.text()).isGreaterThanOrEqualTo(at);
            between(text.substring(at, start));
            at = start + statement.text().length();
            // Where CR alone ends lines, those behind comments are line feeds in the statement.
            assertThat(statement.text().replace('\r', '\n'))
                    .isEqualTo(text.substring(start, at).replace('\r', '\n'));
        }
        between(text.substring(at));
        return true;
    }

    private static void between(String gap) {
        SqliteLexer lexer = new SqliteLexer(gap, SourcePosition.START);
        for (Token token = lexer.next(); token.type() != TokenType.END; token = lexer.next()) {
            assertThat(token.type().isSignificant() && token.type() != TokenType.SEMICOLON)
                    .as(gap)
                    .isFalse();
        }
    }

    private static int offset(String text, SourcePosition position) {
        int line = 1;
        int at = 0;
        while (line < position.line()) {
            char c = text.charAt(at++);
            if (c == '\r' && at < text.length() && text.charAt(at) == '\n') {
                at++;
            }
            if (c == '\r' || c == '\n') {
                line++;
            }
        }
        return text.offsetByCodePoints(at, position.column() - 1);
    }
}
