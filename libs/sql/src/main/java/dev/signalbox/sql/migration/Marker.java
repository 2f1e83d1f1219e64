package dev.signalbox.sql.migration;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** The two sections of a migration. */
enum Marker {
    UP,
    DOWN;

    private static final Pattern NOT_A_LETTER = Pattern.compile("[^\\p{L}]+");
    private static final int LONGEST = 60;

    /** Words that tools write around theirs. */
    private static final List<String> WORDS =
            List.of("", "MIGRATION", "SECTION", "SCRIPT", "MIGRATE", "GOOSE", "STATEMENTS", "SQL");

    /** The section that a comment seems to open, in whatever tool's words. */
    static Optional<Marker> lookalike(CommentLine comment) {
        if (comment.text().length() > LONGEST) {
            return Optional.empty();
        }
        String letters =
                NOT_A_LETTER.matcher(comment.text()).replaceAll("").toUpperCase(Locale.ROOT);
        for (Marker marker : values()) {
            for (String word : WORDS) {
                if (letters.equals(marker.name() + word) || letters.equals(word + marker.name())) {
                    return Optional.of(marker);
                }
            }
        }
        return Optional.empty();
    }
}
