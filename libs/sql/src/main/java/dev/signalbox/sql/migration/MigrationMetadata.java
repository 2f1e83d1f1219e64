package dev.signalbox.sql.migration;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the author says about a migration in its header. Every field may be absent: text, duration,
 * volume and risk are then null, flags false, lists empty.
 *
 * @param title its name for people, where the file's name is not it
 * @param rollbackSafe whether its DOWN may run without loss, by the author's word
 * @param performanceImpact on those who work with the database meanwhile
 * @param estimatedDuration given in the file as whole milliseconds
 */
public record MigrationMetadata(
        @Nullable String author,
        @Nullable String description,
        boolean breakingChange,
        @Nullable Duration estimatedDuration,
        @Nullable DataVolume dataVolume,
        @Nullable Risk risk,
        List<String> tags,
        List<Dependency> dependencies,
        boolean requiresDowntime,
        List<String> affectedTables,
        @Nullable String rollbackStrategy,
        @Nullable String title,
        @Nullable Instant createdAt,
        @Nullable Boolean rollbackSafe,
        @Nullable Risk performanceImpact) {

    /** What a file without {@code @metadata} says. */
    public static final MigrationMetadata NONE =
            new MigrationMetadata(
                    null, null, false, null, null, null, List.of(), List.of(), false, List.of(),
                    null, null, null, null, null);

    public MigrationMetadata {
        tags = List.copyOf(tags);
        dependencies = List.copyOf(dependencies);
        affectedTables = List.copyOf(affectedTables);
    }
}
