package dev.signalbox.sql.migration;

import dev.signalbox.sql.SourcePosition;

/**
 * A line comment that has its line for itself.
 *
 * @param text with its {@code --}, without the line's end
 * @param position of the first hyphen
 */
record CommentLine(String text, SourcePosition position) {}
