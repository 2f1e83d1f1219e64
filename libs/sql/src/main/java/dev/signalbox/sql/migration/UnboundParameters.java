package dev.signalbox.sql.migration;

import dev.signalbox.sql.Excerpt;
import dev.signalbox.sql.SourcePosition;
import dev.signalbox.sql.SqlStatement;
import dev.signalbox.sql.sqlite.SqliteLexer;
import dev.signalbox.sql.sqlite.Token;
import dev.signalbox.sql.sqlite.TokenType;
import java.util.List;
import java.util.regex.Pattern;

/** Refuses parameters: nobody gives them values, and SQLite would silently take NULL. */
final class UnboundParameters {

    private static final String STARTS = "?:@#$";
    private static final Pattern DOLLAR_QUOTE = Pattern.compile("\\$\\w*\\$\\w*");

    private final Findings findings;

    UnboundParameters(Findings findings) {
        this.findings = findings;
    }

    void check(List<SqlStatement> statements) {
        statements.stream()
                .filter(statement -> mayHaveParameters(statement.text()))
                .forEach(this::check);
    }

    private void check(SqlStatement statement) {
        SqliteLexer lexer = new SqliteLexer(statement.text(), statement.position());
        for (Token token = lexer.nextSignificant();
                token.type() != TokenType.END;
                token = lexer.nextSignificant()) {
            if (token.type() == TokenType.PARAMETER) {
                refuse(lexer.text(token), lexer.position(token.start()));
                return;
            }
        }
    }

    private void refuse(String parameter, SourcePosition position) {
        if (DOLLAR_QUOTE.matcher(parameter).matches()) {
            findings.add(
                    position,
                    "unbound-parameter",
                    Excerpt.of(parameter)
                            + " opens a text in PostgreSQL; in SQLite it is a parameter without a"
                            + " value.",
                    "Write texts in single quotes. SQLite has no functions to be created by SQL.");
            return;
        }
        findings.add(
                position,
                "unbound-parameter",
                "The parameter " + Excerpt.of(parameter) + " has no value, and would be NULL.",
                "Write the value itself.");
    }

    private static boolean mayHaveParameters(String text) {
        return STARTS.chars().anyMatch(start -> text.indexOf(start) >= 0);
    }
}
