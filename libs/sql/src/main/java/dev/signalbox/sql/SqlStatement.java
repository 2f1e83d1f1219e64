package dev.signalbox.sql;

/**
 * One statement of a script.
 *
 * @param text exactly as written, without the terminating semicolon and without surrounding white
 *     space and comments; only where a file's lines all end with lone carriage returns, those after
 *     line comments are line feeds, because SQLite ends such comments at nothing else
 * @param position where the text starts in its file
 * @param kind what it does, as far as its leading tokens tell
 */
public record SqlStatement(String text, SourcePosition position, StatementKind kind) {}
