package dev.signalbox.sql;

/** A text that cannot be read as SQL: what is wrong, and where it starts. */
public final class SqlSyntaxException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int line;
    private final int column;

    public SqlSyntaxException(String message, SourcePosition position) {
        super(message);
        this.line = position.line();
        this.column = position.column();
    }

    /** Where the thing that is wrong starts: the opening quote, not the end of the file. */
    public SourcePosition position() {
        return new SourcePosition(line, column);
    }
}
