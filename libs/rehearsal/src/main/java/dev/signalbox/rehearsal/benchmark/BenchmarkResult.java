package dev.signalbox.rehearsal.benchmark;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A benchmark.
 *
 * @param from null for an empty database
 * @param to the version that was reached
 * @param rows of each table when it was filled
 * @param generator null for the one that fills any table
 * @param filling how long it took to make the rows
 * @param parts in the order in which they ran
 * @param notes a sentence each
 */
public record BenchmarkResult(
        String database,
        @Nullable String from,
        String to,
        Map<String, Long> rows,
        @Nullable String generator,
        long seed,
        Machine machine,
        Instant at,
        Duration filling,
        List<Measured> parts,
        List<String> notes) {

    public BenchmarkResult {
        rows = Collections.unmodifiableMap(new LinkedHashMap<>(rows));
        parts = List.copyOf(parts);
        notes = List.copyOf(notes);
    }

    /** Whether times of both say something about each other. */
    public boolean isComparable(BenchmarkResult other) {
        return database.equals(other.database)
                && Objects.equals(from, other.from)
                && to.equals(other.to)
                && rows.equals(other.rows)
                && Objects.equals(generator, other.generator)
                && seed == other.seed
                && machine.equals(other.machine);
    }
}
