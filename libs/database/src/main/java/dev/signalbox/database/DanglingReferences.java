package dev.signalbox.database;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * Rows whose foreign keys point at nothing.
 *
 * @param rows how many, by child and parent ({@code orders → users})
 * @param finished false when the time did not suffice: nothing is known then
 */
public record DanglingReferences(Map<String, Long> rows, boolean finished) {

    public DanglingReferences {
        rows = Collections.unmodifiableMap(new TreeMap<>(rows));
    }
}
