package dev.signalbox.sql.migration;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the author says about a migration in its {@code @metadata}. Every field may be absent: text,
 * duration, volume and risk are then null, flags false, lists empty.
 *
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
        @Nullable String rollbackStrategy) {

    /** What a file without {@code @metadata} says. */
    public static final MigrationMetadata NONE =
            new MigrationMetadata(
                    null, null, false, null, null, null, List.of(), List.of(), false, List.of(),
                    null);

    public MigrationMetadata {
        tags = List.copyOf(tags);
        dependencies = List.copyOf(dependencies);
        affectedTables = List.copyOf(affectedTables);
    }
}
