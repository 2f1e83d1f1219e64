package dev.signalbox.sql.migration;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** The comment lines that start a section, and those that look as if they should. */
enum Marker {
    UP,
    DOWN;

    private static final Pattern NOT_A_LETTER = Pattern.compile("[^\\p{L}]+");
    private static final int LONGEST = 60;

    /** Words that other tools write around theirs. */
    private static final List<String> LOOKALIKES =
            List.of("", "MIGRATION", "SECTION", "SCRIPT", "MIGRATE", "GOOSE", "STATEMENTS", "SQL");

    /** The marker that the comment is: the word alone, upper case, white space around it free. */
    static Optional<Marker> of(CommentLine comment) {
        String word = comment.text().substring(2).strip();
        for (Marker marker : values()) {
            if (word.equals(marker.name())) {
                return Optional.of(marker);
            }
        }
        return Optional.empty();
    }

    /**
     * The marker that somebody probably meant. It must not pass as a mere comment: the statements
     * that undo would run as part of those that do.
     */
    static Optional<Marker> meantBy(CommentLine comment) {
        if (comment.text().length() > LONGEST) {
            return Optional.empty();
        }
        String letters =
                NOT_A_LETTER.matcher(comment.text()).replaceAll("").toUpperCase(Locale.ROOT);
        for (Marker marker : values()) {
            for (String word : LOOKALIKES) {
                if (letters.equals(marker.name() + word) || letters.equals(word + marker.name())) {
                    return Optional.of(marker);
                }
            }
        }
        return Optional.empty();
    }

    String line() {
        return "-- " + name();
    }
}
