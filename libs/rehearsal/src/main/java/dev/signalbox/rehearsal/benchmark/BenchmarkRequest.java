package dev.signalbox.rehearsal.benchmark;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is to be measured, and on what.
 *
 * @param from the version that the database is filled at; null for the one below the target
 * @param to a version, or {@code latest}
 * @param rows how many by table
 * @param each how many of every table; null for none but those of {@code rows}
 * @param generator null for the one that fills any table by its schema
 * @param repeat how often the same is measured, from 1 on
 */
public record BenchmarkRequest(
        @Nullable String from,
        String to,
        Map<String, Long> rows,
        @Nullable Long each,
        @Nullable String generator,
        long seed,
        int repeat) {

    public BenchmarkRequest {
        rows = Collections.unmodifiableMap(new LinkedHashMap<>(rows));
        if (repeat < 1) {
            throw new IllegalArgumentException("What is measured runs once at least");
        }
    }
}
