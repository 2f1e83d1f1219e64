package dev.signalbox.audit.domain;

import dev.signalbox.audit.domain.Entry.Kind;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is asked of the trail; entries must match all that is given.
 *
 * @param types any of these; empty for every type and none
 * @param from the first time of recording
 * @param to the time of recording before which entries count
 * @param after the index after which entries count; 0 for all
 * @param limit at most so many
 */
public record TrailQuery(
        @Nullable String database,
        @Nullable String plan,
        @Nullable String actor,
        List<String> types,
        @Nullable Kind kind,
        @Nullable Instant from,
        @Nullable Instant to,
        long after,
        int limit) {

    public TrailQuery {
        types = List.copyOf(types);
    }

    public static TrailQuery all(long after, int limit) {
        return new TrailQuery(null, null, null, List.of(), null, null, null, after, limit);
    }

    public static TrailQuery deadLetters(int limit) {
        return new TrailQuery(null, null, null, List.of(), Kind.DEAD_LETTER, null, null, 0, limit);
    }
}
