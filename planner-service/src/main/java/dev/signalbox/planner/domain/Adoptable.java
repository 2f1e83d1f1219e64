package dev.signalbox.planner.domain;

import dev.signalbox.database.foreign.ForeignEntry;
import dev.signalbox.events.Finding;
import dev.signalbox.sql.migration.Migration;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What can go on record without being run.
 *
 * @param from whose word it is, for a person
 * @param migrations in the order of their application
 * @param baseline the version below which there need be no files; null where the files go back to
 *     the beginning
 * @param errors what keeps all of it from going on record
 */
record Adoptable(
        String from,
        List<One> migrations,
        @Nullable String baseline,
        List<Finding> errors,
        List<Finding> warnings) {

    Adoptable {
        migrations = List.copyOf(migrations);
        errors = List.copyOf(errors);
        warnings = List.copyOf(warnings);
    }

    /**
     * A migration, and what the history says of it.
     *
     * @param entry null where the history speaks of all up to a version
     * @param doubt why its file may not be what was applied; null when it is
     */
    record One(Migration migration, @Nullable ForeignEntry entry, @Nullable String doubt) {

        @Nullable Instant appliedAt() {
            return entry == null ? null : entry.appliedAt();
        }

        @Nullable Duration duration() {
            return entry == null ? null : entry.duration();
        }

        @Nullable String appliedBy() {
            return entry == null ? null : entry.appliedBy();
        }
    }

    static Adoptable refused(Finding error) {
        return new Adoptable("", List.of(), null, List.of(error), List.of());
    }
}
