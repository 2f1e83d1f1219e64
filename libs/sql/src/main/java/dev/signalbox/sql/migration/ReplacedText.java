package dev.signalbox.sql.migration;

import dev.signalbox.sql.SourcePosition;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A text with values in place of its placeholders, that knows where each part came from. */
final class ReplacedText {

    private final StringBuilder original = new StringBuilder();
    private final StringBuilder text = new StringBuilder();
    private final List<Edit> edits = new ArrayList<>();

    /** What lies from {@code from} to {@code to} in the text stood at {@code original}. */
    private record Edit(int from, int to, int original, int originalTo) {}

    static ReplacedText unchanged(String text) {
        return new ReplacedText().keep(text);
    }

    ReplacedText keep(CharSequence part) {
        original.append(part);
        text.append(part);
        return this;
    }

    /** Adds a part in which each match has a value in its place. */
    ReplacedText replace(String part, Pattern placeholder, Function<MatchResult, String> value) {
        Matcher matcher = placeholder.matcher(part);
        int at = 0;
        while (matcher.find()) {
            keep(part.substring(at, matcher.start()));
            replace(matcher.group(), value.apply(matcher.toMatchResult()));
            at = matcher.end();
        }
        return keep(part.substring(at));
    }

    private void replace(String placeholder, String value) {
        int from = text.length();
        int originalFrom = original.length();
        original.append(placeholder);
        text.append(value);
        edits.add(new Edit(from, text.length(), originalFrom, original.length()));
    }

    String text() {
        return text.toString();
    }

    Places places() {
        if (edits.isEmpty()) {
            return Places.SAME;
        }
        LineStarts before = new LineStarts(original.toString());
        LineStarts after = new LineStarts(text.toString());
        List<Edit> all = List.copyOf(edits);
        return place -> before.position(origin(all, after.offset(place)));
    }

    /** Of what lies in a value, where its placeholder stands. */
    private static int origin(List<Edit> edits, int offset) {
        int low = 0;
        int high = edits.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (edits.get(middle).from() <= offset) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        if (low == 0) {
            return offset;
        }
        Edit edit = edits.get(low - 1);
        return offset < edit.to() ? edit.original() : edit.originalTo() + offset - edit.to();
    }

    /** From a place in the text to the place in the file. */
    interface Places {

        Places SAME = place -> place;

        SourcePosition original(SourcePosition place);
    }
}
