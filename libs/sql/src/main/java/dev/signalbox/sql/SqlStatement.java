package dev.signalbox.sql;

/**
 * One statement of a script.
 *
 * @param text exactly as written, without the terminating semicolon and without surrounding white
 *     space and comments
 * @param position where the text starts in its file
 * @param kind what it does, as far as its leading tokens tell
 */
public record SqlStatement(String text, SourcePosition position, StatementKind kind) {}
