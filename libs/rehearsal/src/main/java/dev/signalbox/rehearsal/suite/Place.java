package dev.signalbox.rehearsal.suite;

/**
 * Where something stands.
 *
 * @param file as it is shown
 * @param line from 1
 */
public record Place(String file, int line) {

    @Override
    public String toString() {
        return file + ":" + line;
    }
}
