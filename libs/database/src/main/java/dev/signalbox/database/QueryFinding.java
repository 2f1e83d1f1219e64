package dev.signalbox.database;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a query that should return no row returned.
 *
 * @param statement 1-based
 * @param rows how many came back
 * @param sample the first few as text
 * @param error why it could not be run, or null
 */
public record QueryFinding(
        int statement, String query, long rows, List<String> sample, @Nullable String error) {

    public QueryFinding {
        sample = List.copyOf(sample);
    }
}
