package dev.signalbox.rehearsal.fill;

import dev.signalbox.sql.SourcePosition;
import dev.signalbox.sql.SqlSyntaxException;
import dev.signalbox.sql.sqlite.SqliteLexer;
import dev.signalbox.sql.sqlite.TokenType;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The tokens of a table's checks, each check by itself. */
final class CheckTokens {

    private CheckTokens() {}

    /**
     * @param text without quotes where the token has them
     */
    record Word(TokenType type, String text) {

        static final Word END = new Word(TokenType.END, "");

        boolean is(String keyword) {
            return type == TokenType.WORD && text.equalsIgnoreCase(keyword);
        }

        boolean isOperator(String operator) {
            return type == TokenType.OPERATOR && text.equals(operator);
        }

        boolean isName() {
            return type == TokenType.WORD || type == TokenType.QUOTED_NAME;
        }

        String folded() {
            return text.toLowerCase(Locale.ROOT);
        }
    }

    /** What stands between the parentheses behind every CHECK of a CREATE TABLE. */
    static List<List<Word>> of(String definition) {
        var words = words(definition);
        var checks = new ArrayList<List<Word>>();
        for (var i = 0; i + 1 < words.size(); i++) {
            if (words.get(i).is("CHECK") && words.get(i + 1).type() == TokenType.LEFT_PARENTHESIS) {
                var end = closing(words, i + 1);
                checks.add(List.copyOf(words.subList(i + 2, end)));
                i = end;
            }
        }
        return checks;
    }

    private static int closing(List<Word> words, int open) {
        var depth = 0;
        for (var i = open; i < words.size(); i++) {
            switch (words.get(i).type()) {
                case LEFT_PARENTHESIS -> depth++;
                case RIGHT_PARENTHESIS -> depth--;
                default -> {}
            }
            if (depth == 0) {
                return i;
            }
        }
        return words.size();
    }

    private static List<Word> words(String definition) {
        var lexer = new SqliteLexer(definition, SourcePosition.START);
        var words = new ArrayList<Word>();
        try {
            for (var token = lexer.nextSignificant();
                    token.type() != TokenType.END;
                    token = lexer.nextSignificant()) {
                words.add(new Word(token.type(), lexer.name(token)));
            }
        } catch (SqlSyntaxException e) {
            // What SQLite has accepted and this cannot read is left to SQLite to enforce.
            return List.of();
        }
        return words;
    }
}
