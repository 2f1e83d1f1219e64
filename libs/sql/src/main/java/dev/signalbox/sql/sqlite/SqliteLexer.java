package dev.signalbox.sql.sqlite;

import static dev.signalbox.sql.sqlite.Characters.isDigit;
import static dev.signalbox.sql.sqlite.Characters.isHexDigit;
import static dev.signalbox.sql.sqlite.Characters.isNameChar;
import static dev.signalbox.sql.sqlite.Characters.isSpace;

import dev.signalbox.sql.Excerpt;
import dev.signalbox.sql.Positions;
import dev.signalbox.sql.SourcePosition;
import dev.signalbox.sql.SqlSyntaxException;

/**
 * Cuts a script into SQLite's tokens, one at a time, so that a script of any size costs the memory
 * of one token. The tokens touch: nothing of the text is left out.
 *
 * <p>It follows SQLite's own tokenizer, with two exceptions, both errors here: a block comment that
 * is never closed, which SQLite takes as closed by the end of the text, and a lone carriage return
 * in a line comment, after which SQLite reads on as comment while editors show a new line. In a
 * text whose lines all end with carriage returns, they end comments too.
 */
public final class SqliteLexer {

    private final SqliteScript script;
    private final String text;
    private final int to;
    private final Positions positions;
    private int at;

    public SqliteLexer(String text, SourcePosition start) {
        this(SqliteScript.of(text, start));
    }

    SqliteLexer(SqliteScript script) {
        this.script = script;
        this.text = script.text();
        this.to = script.to();
        this.at = script.from();
        this.positions = new Positions(text, script.from(), script.start());
    }

    /**
     * The next token; {@link TokenType#END} at the end, as often as asked.
     *
     * @throws SqlSyntaxException for what SQLite would not recognise as a token
     */
    public Token next() {
        int start = at;
        if (start >= to) {
            return new Token(TokenType.END, to, to);
        }
        TokenType type = read(text.charAt(start));
        return new Token(type, start, at);
    }

    /** The next token that is neither white space nor a comment. */
    public Token nextSignificant() {
        Token token = next();
        while (!token.type().isSignificant()) {
            token = next();
        }
        return token;
    }

    public String text(Token token) {
        return text.substring(token.start(), token.end());
    }

    /** The token's text, without quotes where it has them. */
    public String name(Token token) {
        boolean quoted = token.type() == TokenType.QUOTED_NAME || token.type() == TokenType.STRING;
        return quoted ? Quotes.remove(text(token)) : text(token);
    }

    /** Whether the token is this keyword, in whatever letter case. */
    public boolean isWord(Token token, String keyword) {
        return token.type() == TokenType.WORD
                && token.end() - token.start() == keyword.length()
                && text.regionMatches(true, token.start(), keyword, 0, keyword.length());
    }

    /** Where an offset is; cheap when asked in ascending order. */
    public SourcePosition position(int offset) {
        return positions.at(offset);
    }

    private TokenType read(char c) {
        return switch (c) {
            case ' ', '\t', '\n', '\f', '\r', '\ufeff' -> whitespace();
            case '-' -> peek(1) == '-' ? lineComment() : minus();
            case '/' -> peek(1) == '*' ? blockComment() : single(TokenType.OPERATOR);
            case '\'' -> quoted('\'', TokenType.STRING);
            case '"', '`' -> quoted(c, TokenType.QUOTED_NAME);
            case '[' -> bracketed();
            case ';' -> single(TokenType.SEMICOLON);
            case ',' -> single(TokenType.COMMA);
            case '(' -> single(TokenType.LEFT_PARENTHESIS);
            case ')' -> single(TokenType.RIGHT_PARENTHESIS);
            case '.' -> isDigit(peek(1)) ? number() : single(TokenType.DOT);
            case '?' -> numberedParameter();
            case '$', '@', '#', ':' -> namedParameter();
            case '+', '*', '%', '&', '~' -> single(TokenType.OPERATOR);
            case '|' -> operator(peek(1) == '|' ? 2 : 1);
            case '=' -> operator(peek(1) == '=' ? 2 : 1);
            case '<' -> operator("=><".indexOf(peek(1)) >= 0 ? 2 : 1);
            case '>' -> operator("=>".indexOf(peek(1)) >= 0 ? 2 : 1);
            case '!' -> peek(1) == '=' ? operator(2) : unrecognised(at + 1);
            case 'x', 'X' -> peek(1) == '\'' ? blob() : word();
            default -> isDigit(c) ? number() : isNameChar(c) ? word() : unrecognised(at + 1);
        };
    }

    private TokenType whitespace() {
        at++;
        while (at < to && isSpace(text.charAt(at))) {
            at++;
        }
        return TokenType.WHITESPACE;
    }

    private TokenType lineComment() {
        int start = at;
        while (at < to && text.charAt(at) != '\n' && text.charAt(at) != '\r') {
            at++;
        }
        if (at < to && text.charAt(at) == '\r' && !script.linesEndWithCarriageReturn()) {
            int after = at;
            while (after < to && text.charAt(after) == '\r') {
                after++;
            }
            if (after < to && text.charAt(after) != '\n') {
                throw new SqlSyntaxException(
                        "A lone carriage return stands in this comment: SQLite takes what follows"
                                + " as comment, editors show it as a new line.",
                        position(start));
            }
        }
        return TokenType.LINE_COMMENT;
    }

    private TokenType blockComment() {
        int close = text.indexOf("*/", at + 2);
        if (close < 0 || close + 2 > to) {
            throw new SqlSyntaxException("This comment is never closed.", position(at));
        }
        at = close + 2;
        return TokenType.BLOCK_COMMENT;
    }

    private TokenType minus() {
        if (peek(1) == '>') {
            return operator(peek(2) == '>' ? 3 : 2);
        }
        return single(TokenType.OPERATOR);
    }

    private TokenType quoted(char quote, TokenType type) {
        int close = at + 1;
        while (true) {
            close = text.indexOf(quote, close);
            if (close < 0 || close >= to) {
                String what = type == TokenType.STRING ? "string" : "quoted name";
                throw new SqlSyntaxException("This " + what + " is never closed.", position(at));
            }
            if (close + 1 < to && text.charAt(close + 1) == quote) {
                close += 2;
            } else {
                at = close + 1;
                return type;
            }
        }
    }

    private TokenType bracketed() {
        int close = text.indexOf(']', at);
        if (close < 0 || close >= to) {
            throw new SqlSyntaxException("This quoted name is never closed.", position(at));
        }
        at = close + 1;
        return TokenType.QUOTED_NAME;
    }

    private TokenType blob() {
        int close = at + 2;
        while (close < to && isHexDigit(text.charAt(close))) {
            close++;
        }
        if (close >= to || text.charAt(close) != '\'' || (close - at) % 2 != 0) {
            return unrecognised(Math.min(close + 1, to));
        }
        at = close + 1;
        return TokenType.BLOB;
    }

    private TokenType number() {
        NumberLiteral number = NumberLiteral.at(text, at, to);
        boolean runsOn = number.end() < to && isNameChar(text.charAt(number.end()));
        if (runsOn || !number.isValid()) {
            return unrecognised(number.end());
        }
        at = number.end();
        return TokenType.NUMBER;
    }

    private TokenType numberedParameter() {
        at++;
        while (isDigit(peek(0))) {
            at++;
        }
        return TokenType.PARAMETER;
    }

    /** Also Tcl's forms of a name, {@code $a::b} and {@code $a(b)}, as SQLite has them. */
    private TokenType namedParameter() {
        int end = at + 1;
        int named = 0;
        while (end < to) {
            char c = text.charAt(end);
            if (isNameChar(c)) {
                named++;
                end++;
            } else if (c == ':' && end + 1 < to && text.charAt(end + 1) == ':') {
                end += 2;
            } else if (c == '(' && named > 0) {
                while (end < to && text.charAt(end) != ')' && !isSpace(text.charAt(end))) {
                    end++;
                }
                if (end >= to || text.charAt(end) != ')') {
                    return unrecognised(end);
                }
                end++;
                break;
            } else {
                break;
            }
        }
        boolean register = text.charAt(at) == '#' && isDigit(peek(1));
        if (named == 0 || register) {
            return unrecognised(end);
        }
        at = end;
        return TokenType.PARAMETER;
    }

    private TokenType word() {
        at++;
        while (at < to && isNameChar(text.charAt(at))) {
            at++;
        }
        return TokenType.WORD;
    }

    private TokenType single(TokenType type) {
        at++;
        return type;
    }

    private TokenType operator(int length) {
        at += length;
        return TokenType.OPERATOR;
    }

    private TokenType unrecognised(int end) {
        String shown = Excerpt.of(text.substring(at, Math.min(end, at + 100)));
        boolean cast = text.startsWith("::", at);
        throw new SqlSyntaxException(
                cast
                        ? "\"::\" is a cast of PostgreSQL, which SQLite does not have."
                        : "SQLite does not recognise \"" + shown + "\".",
                position(at));
    }

    /** The character so far ahead, or NUL, which no token contains, past the end. */
    private char peek(int ahead) {
        return at + ahead < to ? text.charAt(at + ahead) : '\0';
    }
}
