package dev.signalbox.planner.domain;

import dev.signalbox.database.AppliedMigration;
import dev.signalbox.sql.migration.Migration;
import org.jspecify.annotations.Nullable;

/**
 * The way back of a migration.
 *
 * @param migration absent when there is neither its file nor the text that was applied
 */
public record Downward(AppliedMigration applied, @Nullable Migration migration) {

    boolean isReversible() {
        return migration != null && migration.isReversible();
    }

    @Nullable String javaClass() {
        return migration == null ? null : migration.javaClass();
    }
}
