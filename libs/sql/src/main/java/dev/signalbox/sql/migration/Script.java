package dev.signalbox.sql.migration;

import dev.signalbox.sql.SourcePosition;
import org.jspecify.annotations.Nullable;

/**
 * A section of a migration as a place in a text.
 *
 * @param file where it stands
 * @param text the file's text, with placeholders replaced
 * @param from offset of the section in the text
 * @param to offset behind it
 * @param start the place of {@code from} in the text
 * @param marker the place of the line that opens it; null when the whole text is the section
 * @param places from those in the text to those in the file
 */
record Script(
        SourceFile file,
        String text,
        int from,
        int to,
        SourcePosition start,
        @Nullable SourcePosition marker,
        ReplacedText.Places places) {

    /** The whole text as one section. */
    static Script whole(SourceFile file, ReplacedText replaced) {
        String text = replaced.text();
        return new Script(
                file, text, 0, text.length(), SourcePosition.START, null, replaced.places());
    }

    static Script whole(SourceFile file, String text) {
        return whole(file, ReplacedText.unchanged(text));
    }

    static Script nothing(SourceFile file) {
        return whole(file, "");
    }

    static Script of(SourceFile file, ReplacedText replaced, FileSections.Part part) {
        return new Script(
                file,
                replaced.text(),
                part.from(),
                part.to(),
                part.start(),
                part.at(),
                replaced.places());
    }
}
