package dev.signalbox.settings;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** The known words that somebody may have meant. */
public final class Nearest {

    private static final int AT_MOST = 3;

    private Nearest() {}

    /** At most three, nearest first; none that shares less than half of its letters' places. */
    public static List<String> to(String word, Collection<String> known) {
        var given = shortened(word);
        return known.stream()
                .filter(k -> distance(given, shortened(k)) <= Math.max(2, k.length() / 2))
                .sorted(
                        Comparator.comparingInt((String k) -> distance(given, shortened(k)))
                                .thenComparing(Comparator.naturalOrder()))
                .limit(AT_MOST)
                .toList();
    }

    // Nobody mistypes a key of hundreds of letters, and the distance costs their product.
    private static String shortened(String word) {
        var lower = word.toLowerCase(Locale.ROOT);
        return lower.length() <= 120 ? lower : lower.substring(0, 120);
    }

    /** How many letters must be added, dropped or changed. */
    private static int distance(String a, String b) {
        var above = new int[b.length() + 1];
        for (var j = 0; j <= b.length(); j++) {
            above[j] = j;
        }
        for (var i = 1; i <= a.length(); i++) {
            var row = new int[b.length() + 1];
            row[0] = i;
            for (var j = 1; j <= b.length(); j++) {
                var changed = above[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(changed, Math.min(above[j], row[j - 1]) + 1);
            }
            above = row;
        }
        return above[b.length()];
    }
}
