package dev.signalbox.analysis.source;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.signalbox.sql.SourcePosition;
import dev.signalbox.sql.migration.SourceFile;
import java.util.Arrays;

/** A file's text without byte order mark, and its lines. A line ends at LF, CRLF or a lone CR. */
public final class SourceText {

    private static final char BYTE_ORDER_MARK = '\ufeff';

    private final String path;
    private final String text;
    private final int[] lineStarts;

    public SourceText(String path, String text) {
        this.path = path;
        this.text = text;
        this.lineStarts = lineStarts(text);
    }

    public static SourceText of(SourceFile file) {
        return new SourceText(file.path(), withoutMark(new String(file.bytes(), UTF_8)));
    }

    static String withoutMark(String text) {
        return !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK ? text.substring(1) : text;
    }

    public String path() {
        return path;
    }

    public String text() {
        return text;
    }

    public int lines() {
        return lineStarts.length;
    }

    /** Without its end; {@code line} is 1-based. */
    public String line(int line) {
        int from = lineStarts[line - 1];
        int to = from;
        while (to < text.length() && text.charAt(to) != '\n' && text.charAt(to) != '\r') {
            to++;
        }
        return text.substring(from, to);
    }

    /** What ends the file's first line; a line feed when it has only one. */
    public String lineEnd() {
        int end = line(1).length();
        if (end == text.length()) {
            return "\n";
        }
        return text.startsWith("\r\n", end) ? "\r\n" : text.substring(end, end + 1);
    }

    /** The offset of a place; the nearest that exists when the text has no such place. */
    public int offset(SourcePosition position) {
        int line = Math.min(position.line(), lineStarts.length);
        int start = lineStarts[line - 1];
        int end = line < lineStarts.length ? lineStarts[line] : text.length();
        int columns = Math.min(position.column() - 1, text.codePointCount(start, end));
        return text.offsetByCodePoints(start, columns);
    }

    public SourcePosition position(int offset) {
        int found = Arrays.binarySearch(lineStarts, offset);
        int line = found >= 0 ? found : -found - 2;
        return new SourcePosition(line + 1, text.codePointCount(lineStarts[line], offset) + 1);
    }

    /** The offset at which the line begins that has this offset. */
    public int lineStart(int offset) {
        return lineStarts[position(offset).line() - 1];
    }

    /** The offset behind the end of the line that has this offset. */
    public int nextLine(int offset) {
        int line = position(offset).line();
        return line < lineStarts.length ? lineStarts[line] : text.length();
    }

    private static int[] lineStarts(String text) {
        int[] starts = new int[16];
        int lines = 1;
        for (int at = 0; at < text.length(); at++) {
            char c = text.charAt(at);
            boolean pair = c == '\r' && at + 1 < text.length() && text.charAt(at + 1) == '\n';
            if (c == '\n' || (c == '\r' && !pair)) {
                if (lines == starts.length) {
                    starts = Arrays.copyOf(starts, lines * 2);
                }
                starts[lines++] = at + 1;
            }
        }
        return Arrays.copyOf(starts, lines);
    }
}
