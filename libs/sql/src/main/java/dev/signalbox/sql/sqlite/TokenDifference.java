package dev.signalbox.sql.sqlite;

import dev.signalbox.sql.Excerpt;
import dev.signalbox.sql.SourcePosition;
import dev.signalbox.sql.SqlSyntaxException;
import java.util.ArrayList;
import java.util.List;

/**
 * What makes two texts of a migration different to SQLite: the tokens that are not the same, with
 * their places. Comments and white space do not count. What is equal at both ends is passed over in
 * linear time; of what is left between, the longest common subsequence is taken where that fits a
 * bound, so that two large texts which have nothing in common are told as one difference.
 */
public final class TokenDifference {

    private static final long MOST_CELLS = 4_000_000;
    private static final int MOST_TOKENS = 12;

    private final String file;
    private final List<Word> was;
    private final List<Word> is;
    private final int most;
    private final List<String> sentences = new ArrayList<>();

    private TokenDifference(String file, List<Word> was, List<Word> is, int most) {
        this.file = file;
        this.was = was;
        this.is = is;
        this.most = most;
    }

    private record Word(String text, SourcePosition position) {}

    /**
     * A sentence for each place, in the order of the text.
     *
     * @param file how the text is named
     * @param was what was applied
     * @param is what the file holds now
     * @param most how many sentences at most; another one says that there are more
     */
    public static List<String> sentences(String file, String was, String is, int most) {
        try {
            return new TokenDifference(file, words(was), words(is), most).sentences();
        } catch (SqlSyntaxException e) {
            return List.of(file + " cannot be compared: " + e.getMessage());
        }
    }

    private static List<Word> words(String text) {
        var lexer = new SqliteLexer(text, SourcePosition.START);
        var words = new ArrayList<Word>();
        for (var token = lexer.nextSignificant();
                token.type() != TokenType.END;
                token = lexer.nextSignificant()) {
            words.add(new Word(lexer.text(token), lexer.position(token.start())));
        }
        return words;
    }

    private List<String> sentences() {
        var start = 0;
        while (start < was.size() && start < is.size() && same(start, start)) {
            start++;
        }
        var wasEnd = was.size();
        var isEnd = is.size();
        while (wasEnd > start && isEnd > start && same(wasEnd - 1, isEnd - 1)) {
            wasEnd--;
            isEnd--;
        }
        if ((long) (wasEnd - start) * (isEnd - start) > MOST_CELLS) {
            add(start, wasEnd, start, isEnd);
        } else if (start < wasEnd || start < isEnd) {
            between(start, wasEnd, start, isEnd);
        }
        if (sentences.size() <= most) {
            return List.copyOf(sentences);
        }
        var shown = new ArrayList<>(sentences.subList(0, most));
        shown.add("and %d more differences".formatted(sentences.size() - most));
        return List.copyOf(shown);
    }

    private boolean same(int before, int now) {
        return was.get(before).text().equals(is.get(now).text());
    }

    /** The longest common subsequence of two ranges; what is not in it differs. */
    private void between(int wasStart, int wasEnd, int isStart, int isEnd) {
        var rows = wasEnd - wasStart;
        var columns = isEnd - isStart;
        var longest = new int[rows + 1][columns + 1];
        for (var i = rows - 1; i >= 0; i--) {
            for (var j = columns - 1; j >= 0; j--) {
                longest[i][j] =
                        same(wasStart + i, isStart + j)
                                ? longest[i + 1][j + 1] + 1
                                : Math.max(longest[i + 1][j], longest[i][j + 1]);
            }
        }
        var i = 0;
        var j = 0;
        while (i < rows || j < columns) {
            var fromI = i;
            var fromJ = j;
            while ((i < rows || j < columns)
                    && !(i < rows && j < columns && same(wasStart + i, isStart + j))) {
                if (j == columns || (i < rows && longest[i + 1][j] >= longest[i][j + 1])) {
                    i++;
                } else {
                    j++;
                }
            }
            if (i > fromI || j > fromJ) {
                add(wasStart + fromI, wasStart + i, isStart + fromJ, isStart + j);
            }
            while (i < rows && j < columns && same(wasStart + i, isStart + j)) {
                i++;
                j++;
            }
        }
    }

    private void add(int wasStart, int wasEnd, int isStart, int isEnd) {
        var place = isStart < is.size() ? is.get(isStart).position() : end();
        var before = text(was, wasStart, wasEnd);
        var now = text(is, isStart, isEnd);
        var at = "%s, line %d, column %d: ".formatted(file, place.line(), place.column());
        if (isStart == isEnd) {
            sentences.add(at + before + " is gone");
        } else if (wasStart == wasEnd) {
            sentences.add(at + now + " is new");
        } else {
            sentences.add(at + "was " + before + ", now " + now);
        }
    }

    private SourcePosition end() {
        return is.isEmpty() ? SourcePosition.START : is.getLast().position();
    }

    private static String text(List<Word> words, int from, int to) {
        var shown = words.subList(from, Math.min(to, from + MOST_TOKENS));
        var text = new StringBuilder();
        shown.forEach(word -> text.append(text.isEmpty() ? "" : " ").append(word.text()));
        return Excerpt.of(text.toString()) + (to - from > MOST_TOKENS ? " …" : "");
    }
}
