package dev.signalbox.sql;

/**
 * Turns offsets into lines and columns. Asked in ascending order, all answers together cost one
 * pass over the text, even over one line of many megabytes.
 */
public final class Positions {

    private final String text;
    private final int from;
    private final SourcePosition start;

    private int offset;
    private int line;
    private int column;

    /** {@code start} is the place of the offset {@code from}, the first that can be asked for. */
    public Positions(String text, int from, SourcePosition start) {
        this.text = text;
        this.from = from;
        this.start = start;
        rewind();
    }

    public SourcePosition at(int wanted) {
        if (wanted < offset) {
            rewind();
        }
        while (offset < wanted) {
            step();
        }
        return new SourcePosition(line, column);
    }

    private void rewind() {
        offset = from;
        line = start.line();
        column = start.column();
    }

    private void step() {
        char c = text.charAt(offset++);
        boolean pair = c == '\r' && offset < text.length() && text.charAt(offset) == '\n';
        if (c == '\n' || (c == '\r' && !pair)) {
            line++;
            column = 1;
        } else if (!Character.isLowSurrogate(c)) {
            column++;
        }
    }
}
