package dev.signalbox.sql.migration;

import dev.signalbox.sql.SourcePosition;
import java.util.Arrays;

/** Where the lines of a text begin, to go from offsets to places and back. */
final class LineStarts {

    private final String text;
    private final int[] starts;

    LineStarts(String text) {
        this.text = text;
        int[] all =
                new Lines(text)
                        .all().stream()
                                .filter(line -> line.end() < line.next())
                                .mapToInt(Lines.Line::next)
                                .toArray();
        this.starts = new int[all.length + 1];
        System.arraycopy(all, 0, starts, 1, all.length);
    }

    int offset(SourcePosition place) {
        int line = Math.min(place.line(), starts.length);
        int start = starts[line - 1];
        int end = line < starts.length ? starts[line] : text.length();
        int rest = text.codePointCount(start, end);
        return text.offsetByCodePoints(start, Math.min(place.column() - 1, rest));
    }

    SourcePosition position(int offset) {
        int found = Arrays.binarySearch(starts, offset);
        int line = found >= 0 ? found : -found - 2;
        return new SourcePosition(line + 1, text.codePointCount(starts[line], offset) + 1);
    }
}
