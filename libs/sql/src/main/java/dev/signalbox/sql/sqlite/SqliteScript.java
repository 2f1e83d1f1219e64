package dev.signalbox.sql.sqlite;

import dev.signalbox.sql.SourcePosition;

/**
 * A text to be read as SQLite's SQL, whole or in part.
 *
 * @param text the whole text
 * @param from offset where reading starts
 * @param to offset before which it ends
 * @param start the place of {@code from} in the file, for messages
 * @param linesEndWithCarriageReturn whether the text has carriage returns and no line feed at all
 */
record SqliteScript(
        String text, int from, int to, SourcePosition start, boolean linesEndWithCarriageReturn) {

    static SqliteScript of(String text, SourcePosition start) {
        boolean carriageReturns = text.indexOf('\n') < 0 && text.indexOf('\r') >= 0;
        return new SqliteScript(text, 0, text.length(), start, carriageReturns);
    }

    SqliteScript part(int from, int to, SourcePosition start) {
        return new SqliteScript(text, from, to, start, linesEndWithCarriageReturn);
    }
}
