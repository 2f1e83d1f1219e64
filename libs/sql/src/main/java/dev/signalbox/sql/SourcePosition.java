package dev.signalbox.sql;

/**
 * A place in a source text.
 *
 * @param line 1-based; a line ends at LF, CRLF or a lone CR
 * @param column 1-based, counted in Unicode code points
 */
public record SourcePosition(int line, int column) {

    public static final SourcePosition START = new SourcePosition(1, 1);

    public SourcePosition {
        if (line < 1 || column < 1) {
            throw new IllegalArgumentException(
                    "Positions start at 1:1, not " + line + ":" + column);
        }
    }

    @Override
    public String toString() {
        return line + ":" + column;
    }
}
