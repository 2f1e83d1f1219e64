package dev.signalbox.sql.migration;

import dev.signalbox.sql.Excerpt;
import dev.signalbox.sql.SqlSyntaxException;
import java.util.ArrayList;
import java.util.List;

/**
 * Where the tokens of a migration are others than those that were applied. What is far into two
 * large files costs one pass over them; behind a difference, a window of tokens is compared by
 * their longest common sequence.
 */
public final class TokenDifference {

    private static final int MOST = 20;
    private static final int WINDOW = 1_000;

    private final String file;
    private final TokenWindow applied;
    private final TokenWindow present;
    private final List<String> sentences = new ArrayList<>();

    private TokenDifference(String file, String applied, String present) {
        this.file = file;
        this.applied = new TokenWindow(applied);
        this.present = new TokenWindow(present);
    }

    /**
     * A sentence for each place, with line and column in the present text; at most 20, and one that
     * says so where there are more. Empty when only comments and white space differ.
     */
    public static List<String> between(String file, String applied, String present) {
        return new TokenDifference(file, applied, present).compare();
    }

    private List<String> compare() {
        try {
            while (skipEqual() && sentences.size() < MOST && differ()) {}
            if (sentences.size() >= MOST && skipEqual()) {
                sentences.add(file + ": there are more differences behind these");
            }
        } catch (SqlSyntaxException e) {
            sentences.add(
                    "%s: line %d: what follows cannot be compared: %s"
                            .formatted(file, e.position().line(), e.getMessage()));
        }
        return List.copyOf(sentences);
    }

    /** Whether there is anything left behind what is equal. */
    private boolean skipEqual() {
        while (applied.has(0) && present.has(0) && applied.text(0).equals(present.text(0))) {
            applied.drop(1);
            present.drop(1);
        }
        return applied.has(0) || present.has(0);
    }

    /** Tells the differences of the next window; false when nothing behind it can be aligned. */
    private boolean differ() {
        int before = applied.fill(WINDOW);
        int now = present.fill(WINDOW);
        var lengths = lengths(before, now);
        boolean whole = !applied.has(before) && !present.has(now);
        int i = 0;
        int j = 0;
        while (lengths[i][j] > 0 && sentences.size() < MOST) {
            int fromI = i;
            int fromJ = j;
            while (!applied.text(i).equals(present.text(j))) {
                if (lengths[i + 1][j] >= lengths[i][j + 1]) {
                    i++;
                } else {
                    j++;
                }
            }
            tell(fromI, i, fromJ, j);
            while (i < before && j < now && applied.text(i).equals(present.text(j))) {
                i++;
                j++;
            }
        }
        if (lengths[i][j] == 0 && (whole || i == 0 && j == 0)) {
            tell(i, before, j, now);
            return false;
        }
        applied.drop(i);
        present.drop(j);
        return true;
    }

    /** Of the longest common sequence of what begins at each pair of places. */
    private int[][] lengths(int before, int now) {
        var lengths = new int[before + 1][now + 1];
        for (int i = before - 1; i >= 0; i--) {
            String text = applied.text(i);
            for (int j = now - 1; j >= 0; j--) {
                lengths[i][j] =
                        text.equals(present.text(j))
                                ? lengths[i + 1][j + 1] + 1
                                : Math.max(lengths[i + 1][j], lengths[i][j + 1]);
            }
        }
        return lengths;
    }

    private void tell(int fromI, int toI, int fromJ, int toJ) {
        if (fromI == toI && fromJ == toJ) {
            return;
        }
        String was = Excerpt.of(applied.text(fromI, toI));
        String is = Excerpt.of(present.text(fromJ, toJ));
        var place = present.position(fromJ);
        String what =
                fromI == toI
                        ? "`%s` was added".formatted(is)
                        : fromJ == toJ
                                ? "`%s` was removed".formatted(was)
                                : "was `%s`, now `%s`".formatted(was, is);
        sentences.add(
                "%s: line %d, column %d: %s".formatted(file, place.line(), place.column(), what));
    }
}
