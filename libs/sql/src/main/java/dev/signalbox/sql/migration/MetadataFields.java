package dev.signalbox.sql.migration;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The fields of {@code @metadata} while they are being read. */
final class MetadataFields {

    private @Nullable String author;
    private @Nullable String description;
    private boolean breakingChange;
    private @Nullable Duration estimatedDuration;
    private @Nullable DataVolume dataVolume;
    private @Nullable Risk risk;
    private List<String> tags = List.of();
    private List<Dependency> dependencies = List.of();
    private boolean requiresDowntime;
    private List<String> affectedTables = List.of();
    private @Nullable String rollbackStrategy;

    /** Takes a field's value; false, and nothing is read, when there is no such field. */
    boolean set(String field, MetadataValue value) throws IOException {
        switch (field) {
            case "author" -> author = value.text(field);
            case "description" -> description = value.text(field);
            case "breakingChange" -> breakingChange = value.flag(field);
            case "estimatedDuration" -> estimatedDuration = value.milliseconds(field);
            case "dataVolume" -> dataVolume = value.oneOf(field, DataVolume.class);
            case "risk" -> risk = value.oneOf(field, Risk.class);
            case "tags" -> tags = names(value.list(field));
            case "dependencies" -> dependencies = value.list(field);
            case "requiresDowntime" -> requiresDowntime = value.flag(field);
            case "affectedTables" -> affectedTables = names(value.list(field));
            case "rollbackStrategy" -> rollbackStrategy = value.text(field);
            default -> {
                return false;
            }
        }
        return true;
    }

    MigrationMetadata toMetadata() {
        return new MigrationMetadata(
                author,
                description,
                breakingChange,
                estimatedDuration,
                dataVolume,
                risk,
                tags,
                dependencies,
                requiresDowntime,
                affectedTables,
                rollbackStrategy,
                null,
                null,
                null,
                null);
    }

    private static List<String> names(List<Dependency> placed) {
        return placed.stream().map(Dependency::name).toList();
    }
}
