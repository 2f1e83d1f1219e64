package dev.signalbox.sql.sqlite;

import java.util.Locale;

/**
 * Reads one statement's significant tokens from left to right. Asked for a name where there is
 * none, it notes that the statement is not what it seemed and answers with an empty one.
 */
final class TokenCursor {

    private final SqliteLexer lexer;
    private Token token;
    private boolean lost;

    TokenCursor(SqliteScript script) {
        lexer = new SqliteLexer(script);
        token = lexer.nextSignificant();
    }

    /** Whether something was missing that had to be there. */
    boolean isLost() {
        return lost;
    }

    boolean atEnd() {
        return token.type() == TokenType.END;
    }

    boolean at(String keyword) {
        return lexer.isWord(token, keyword);
    }

    boolean at(TokenType type) {
        return token.type() == type;
    }

    boolean accept(String keyword) {
        boolean there = at(keyword);
        if (there) {
            advance();
        }
        return there;
    }

    boolean accept(TokenType type) {
        boolean there = at(type);
        if (there) {
            advance();
        }
        return there;
    }

    void require(String keyword) {
        if (!accept(keyword)) {
            lost = true;
        }
    }

    /** The first keyword, in upper case. */
    String verb() {
        return at(TokenType.WORD) ? lexer.text(token).toUpperCase(Locale.ROOT) : "";
    }

    /** The text of the token here, which is passed. */
    String take() {
        String text = lexer.name(token);
        advance();
        return text;
    }

    /** A name as the database knows it, without quotes. */
    String name() {
        return switch (token.type()) {
            case WORD, QUOTED_NAME, STRING -> take();
            case WHITESPACE,
                    LINE_COMMENT,
                    BLOCK_COMMENT,
                    BLOB,
                    NUMBER,
                    PARAMETER,
                    OPERATOR,
                    DOT,
                    COMMA,
                    LEFT_PARENTHESIS,
                    RIGHT_PARENTHESIS,
                    SEMICOLON,
                    END -> {
                lost = true;
                yield "";
            }
        };
    }

    QualifiedName qualifiedName() {
        String name = name();
        return accept(TokenType.DOT)
                ? new QualifiedName(name, name())
                : new QualifiedName("", name);
    }

    /** Passes a group in parentheses, when one starts here. */
    void skipParentheses() {
        if (!at(TokenType.LEFT_PARENTHESIS)) {
            return;
        }
        int depth = 0;
        do {
            depth += depthChange();
            advance();
        } while (depth > 0 && !atEnd());
    }

    /** Passes everything up to this keyword outside of parentheses, and says if it is there. */
    boolean find(String keyword) {
        int depth = 0;
        while (!atEnd()) {
            depth += depthChange();
            if (depth == 0 && at(keyword)) {
                return true;
            }
            advance();
        }
        return false;
    }

    private int depthChange() {
        return at(TokenType.LEFT_PARENTHESIS) ? 1 : at(TokenType.RIGHT_PARENTHESIS) ? -1 : 0;
    }

    private void advance() {
        token = lexer.nextSignificant();
    }

    /** A name and the database it is in; empty when not said. */
    record QualifiedName(String schema, String name) {

        boolean isTemporary() {
            return schema.equalsIgnoreCase("temp");
        }
    }
}
