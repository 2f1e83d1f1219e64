package dev.signalbox.sql;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Finds which known name somebody probably meant. */
public final class Nearest {

    /** Longer names are nobody's typing mistake, and comparing them costs the product of both. */
    private static final int LONGEST = 200;

    private static final int CONTAINED = 1_000;

    private Nearest() {}

    /** The one known name nearest to the given one, when any is near enough to be meant. */
    public static Optional<String> to(String given, Collection<String> known) {
        return to(given, known, 1).stream().findFirst();
    }

    /**
     * The known names near enough to be meant, nearest first, at most {@code limit}: those that
     * differ by few edits (a third of the length, ignoring case), then those that contain the given
     * one or are contained in it.
     */
    public static List<String> to(String given, Collection<String> known, int limit) {
        String wanted = given.toLowerCase(Locale.ROOT);
        if (wanted.isBlank() || wanted.length() > LONGEST) {
            return List.of();
        }
        return known.stream()
                .distinct()
                .map(name -> new Candidate(name, distance(wanted, name.toLowerCase(Locale.ROOT))))
                .filter(candidate -> candidate.distance < Integer.MAX_VALUE)
                .sorted(
                        Comparator.comparingInt(Candidate::distance)
                                .thenComparing(Candidate::name, Comparator.naturalOrder()))
                .limit(limit)
                .map(Candidate::name)
                .toList();
    }

    private static int distance(String given, String name) {
        int longest = Math.max(given.length(), name.length());
        int allowed = Math.max(1, longest / 3);
        if (name.length() <= LONGEST && Math.abs(given.length() - name.length()) <= allowed) {
            int edits = edits(given, name);
            if (edits <= allowed) {
                return edits;
            }
        }
        boolean contained = name.contains(given) || (given.contains(name) && name.length() > 2);
        return contained ? CONTAINED + name.length() : Integer.MAX_VALUE;
    }

    /** Insertions, deletions, replacements and swaps of neighbours that turn one into the other. */
    static int edits(String from, String to) {
        int[] beforeLast = new int[to.length() + 1];
        int[] last = new int[to.length() + 1];
        int[] current = new int[to.length() + 1];
        for (int j = 0; j <= to.length(); j++) {
            last[j] = j;
        }
        for (int i = 1; i <= from.length(); i++) {
            current[0] = i;
            for (int j = 1; j <= to.length(); j++) {
                int replaced = from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1;
                int best = Math.min(last[j - 1] + replaced, Math.min(last[j], current[j - 1]) + 1);
                boolean swapped =
                        i > 1
                                && j > 1
                                && from.charAt(i - 1) == to.charAt(j - 2)
                                && from.charAt(i - 2) == to.charAt(j - 1);
                current[j] = swapped ? Math.min(best, beforeLast[j - 2] + 1) : best;
            }
            int[] recycled = beforeLast;
            beforeLast = last;
            last = current;
            current = recycled;
        }
        return last[to.length()];
    }

    private record Candidate(String name, int distance) {}
}
