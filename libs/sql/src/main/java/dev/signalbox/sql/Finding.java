package dev.signalbox.sql;

import org.jspecify.annotations.Nullable;

/**
 * One reason why a file, or a set of files, is refused.
 *
 * @param file the path as it was given; never empty
 * @param position where in the file; null when the finding is about the file as a whole
 * @param code what kind of finding, kebab-case and stable, for programs
 * @param message what is wrong, for people
 * @param remedy what to do about it, for people
 */
public record Finding(
        String file,
        @Nullable SourcePosition position,
        String code,
        String message,
        String remedy) {

    /** {@code file:line:column: message. remedy}, as editors and CI annotations like it. */
    @Override
    public String toString() {
        String place = position == null ? file : file + ":" + position;
        return place + ": " + message + " " + remedy + " [" + code + "]";
    }
}
