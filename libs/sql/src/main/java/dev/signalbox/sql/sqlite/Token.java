package dev.signalbox.sql.sqlite;

/**
 * A token as a place in its script.
 *
 * @param start offset of its first UTF-16 unit in the script
 * @param end offset after its last one
 */
public record Token(TokenType type, int start, int end) {}
