package dev.signalbox.sql.migration;

import dev.signalbox.sql.SourcePosition;
import java.util.ArrayList;
import java.util.List;

/** A text by its lines, which end at LF, CRLF or a lone CR. */
final class Lines {

    private final String text;

    Lines(String text) {
        this.text = text;
    }

    List<Line> all() {
        List<Line> lines = new ArrayList<>();
        int from = 0;
        while (from < text.length()) {
            int end = from;
            while (end < text.length() && text.charAt(end) != '\n' && text.charAt(end) != '\r') {
                end++;
            }
            int next = Math.min(end + 1, text.length());
            if (end < text.length()
                    && text.charAt(end) == '\r'
                    && next < text.length()
                    && text.charAt(next) == '\n') {
                next++;
            }
            lines.add(new Line(text, lines.size() + 1, from, end, next));
            from = next;
        }
        return lines;
    }

    /**
     * @param number 1-based
     * @param from offset in the whole
     * @param end offset of its end, which is not part of it
     * @param next offset of the next one
     */
    record Line(String whole, int number, int from, int end, int next) {

        String text() {
            return whole.substring(from, end);
        }

        String withEnd() {
            return whole.substring(from, next);
        }

        /** The place of an offset within this line. */
        SourcePosition at(int offset) {
            return new SourcePosition(
                    number, whole.codePointCount(from, Math.min(from + offset, next)) + 1);
        }
    }
}
