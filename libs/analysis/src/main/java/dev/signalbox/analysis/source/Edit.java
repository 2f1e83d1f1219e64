package dev.signalbox.analysis.source;

/**
 * A piece of a file to be put in another's place.
 *
 * @param file the path as the migration has it
 * @param from offset of the first UTF-16 unit that goes, in the text without byte order mark
 * @param to offset after the last one; equal to {@code from} where something is only put in
 * @param replacement what comes in its place
 */
public record Edit(String file, int from, int to, String replacement) {

    public Edit {
        if (from < 0 || to < from) {
            throw new IllegalArgumentException("No range of a text: " + from + " to " + to);
        }
    }

    /** Whether both change the same part of the same file. */
    public boolean overlaps(Edit other) {
        return file.equals(other.file) && from < other.to && other.from < to;
    }
}
