package dev.signalbox.rehearsal.suite;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Rows to make.
 *
 * @param generator null for the one that fills any table by its schema
 * @param rows how many by table
 */
public record TestData(Place place, @Nullable String generator, Map<String, Long> rows, long seed) {

    public static final long SEED = 1;

    public TestData {
        rows = Collections.unmodifiableMap(new LinkedHashMap<>(rows));
    }
}
