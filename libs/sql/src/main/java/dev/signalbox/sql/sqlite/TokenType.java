package dev.signalbox.sql.sqlite;

/** The kinds of tokens that SQLite's SQL has. */
public enum TokenType {
    WHITESPACE,
    LINE_COMMENT,
    BLOCK_COMMENT,
    /** A keyword or a bare identifier. */
    WORD,
    /** An identifier in double quotes, brackets or backticks. */
    QUOTED_NAME,
    /** Text in single quotes: a literal, or a name where only a name can stand. */
    STRING,
    BLOB,
    NUMBER,
    /** {@code ?}, {@code ?1}, {@code :a}, {@code @a}, {@code #a} or {@code $a}. */
    PARAMETER,
    OPERATOR,
    DOT,
    COMMA,
    LEFT_PARENTHESIS,
    RIGHT_PARENTHESIS,
    SEMICOLON,
    /** Not in the text: what follows its last token. */
    END;

    /** Whether tokens of this kind say something, other than white space and comments. */
    public boolean isSignificant() {
        return this != WHITESPACE && this != LINE_COMMENT && this != BLOCK_COMMENT;
    }
}
