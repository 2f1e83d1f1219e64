package dev.signalbox.analysis.source;

import java.util.List;

/**
 * A change of files that removes the cause of a diagnosis.
 *
 * @param title what it does, as an imperative
 * @param edits all of them or none; not overlapping
 */
public record Fix(String title, List<Edit> edits) {

    public Fix {
        edits = List.copyOf(edits);
        if (edits.isEmpty()) {
            throw new IllegalArgumentException("A fix that changes nothing: " + title);
        }
    }
}
