package dev.signalbox.sql.migration;

import dev.signalbox.sql.SqlStatement;
import java.time.Duration;

/**
 * A query whose time is compared before and after migrations.
 *
 * @param name that its author gave it, unique in its file
 * @param factor it may take that many times as long as before
 * @param least and may always take this much longer, which for a quick query is nothing
 */
public record TimedQuery(String name, SqlStatement query, double factor, Duration least) {

    public static final double DEFAULT_FACTOR = 2;
    public static final Duration DEFAULT_LEAST = Duration.ofMillis(10);

    /** Whether a time after is more than the author allows over one before. */
    public boolean isSlower(Duration before, Duration after) {
        return after.toNanos() > before.toNanos() * factor
                && after.minus(before).compareTo(least) > 0;
    }
}
