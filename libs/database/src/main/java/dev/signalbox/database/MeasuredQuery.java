package dev.signalbox.database;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How long a query takes.
 *
 * @param median of its runs, all rows read; null when not even one was finished
 * @param error why it was not; null when it was
 */
public record MeasuredQuery(@Nullable Duration median, @Nullable String error) {}
