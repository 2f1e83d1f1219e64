package dev.signalbox.analysis.source;

import dev.signalbox.sql.SourcePosition;
import dev.signalbox.sql.SqlSyntaxException;
import dev.signalbox.sql.sqlite.SqliteLexer;
import dev.signalbox.sql.sqlite.Token;
import dev.signalbox.sql.sqlite.TokenType;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The tokens of a statement that say something: no white space, no comments. */
public final class Tokens {

    private final String sql;
    private final List<Token> all;

    private Tokens(String sql, List<Token> all) {
        this.sql = sql;
        this.all = all;
    }

    /** Up to the first place that is no SQL; a statement that was split has none. */
    public static Tokens of(String sql) {
        List<Token> tokens = new ArrayList<>();
        SqliteLexer lexer = new SqliteLexer(sql, SourcePosition.START);
        try {
            for (Token token = lexer.nextSignificant();
                    token.type() != TokenType.END;
                    token = lexer.nextSignificant()) {
                tokens.add(token);
            }
        } catch (SqlSyntaxException e) {
            return new Tokens(sql, tokens);
        }
        return new Tokens(sql, tokens);
    }

    public int size() {
        return all.size();
    }

    public int from(int index) {
        return all.get(index).start();
    }

    public int to(int index) {
        return all.get(index).end();
    }

    public String text(int index) {
        return sql.substring(from(index), to(index));
    }

    public TokenType type(int index) {
        return index < all.size() ? all.get(index).type() : TokenType.END;
    }

    public boolean is(int index, String keyword) {
        return type(index) == TokenType.WORD
                && to(index) - from(index) == keyword.length()
                && sql.regionMatches(true, from(index), keyword, 0, keyword.length());
    }

    public boolean is(int index, TokenType type) {
        return type(index) == type;
    }

    /** Whether a name can stand here: a word or something in quotes. */
    public boolean isName(int index) {
        return switch (type(index)) {
            case WORD, QUOTED_NAME, STRING -> true;
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
                    END ->
                    false;
        };
    }

    /** The token without quotes where it has them. */
    public String name(int index) {
        String text = text(index);
        boolean quoted = is(index, TokenType.QUOTED_NAME) || is(index, TokenType.STRING);
        if (!quoted || text.length() < 2) {
            return text;
        }
        String quote = text.substring(text.length() - 1);
        return text.substring(1, text.length() - 1).replace(quote + quote, quote);
    }

    public boolean isNamed(int index, String name) {
        return isName(index) && name(index).equalsIgnoreCase(name);
    }

    /** The first of these words from here on; -1 when it is not there. */
    public int find(String keyword, int from) {
        for (int i = from; i < all.size(); i++) {
            if (is(i, keyword)) {
                return i;
            }
        }
        return -1;
    }

    public boolean has(String keyword) {
        return find(keyword, 0) >= 0;
    }

    /** The first place from here on where this name stands; -1 when it is not there. */
    public int findName(String name, int from) {
        for (int i = from; i < all.size(); i++) {
            if (isNamed(i, name)) {
                return i;
            }
        }
        return -1;
    }

    /** Behind the group in parentheses that begins here; the same index where none does. */
    public int skipGroup(int from) {
        if (!is(from, TokenType.LEFT_PARENTHESIS)) {
            return from;
        }
        int depth = 0;
        for (int i = from; i < all.size(); i++) {
            if (is(i, TokenType.LEFT_PARENTHESIS)) {
                depth++;
            } else if (is(i, TokenType.RIGHT_PARENTHESIS) && --depth == 0) {
                return i + 1;
            }
        }
        return all.size();
    }

    /** Words and names folded, everything else as written: equal texts mean the same to SQLite. */
    public List<String> folded() {
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            boolean name = is(i, TokenType.WORD) || is(i, TokenType.QUOTED_NAME);
            texts.add(name ? name(i).toLowerCase(Locale.ROOT) : text(i));
        }
        return texts;
    }
}
