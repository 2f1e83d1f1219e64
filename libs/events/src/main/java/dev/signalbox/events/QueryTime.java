package dev.signalbox.events;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How long one of a project's named queries took.
 *
 * @param file within the project
 * @param name that its author gave it
 * @param median of several runs; absent when it could not be run to its end
 * @param before the median before the migrations; absent when this is that one, or there is none
 * @param slower it takes longer than before by more than its author allows
 * @param error why it could not be run; absent when it could
 */
public record QueryTime(
        String file,
        String name,
        @Nullable Duration median,
        @Nullable Duration before,
        boolean slower,
        @Nullable String error) {}
