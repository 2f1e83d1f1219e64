package dev.signalbox.planner.domain;

import dev.signalbox.database.AppliedMigration;
import dev.signalbox.sql.migration.Migration;
import dev.signalbox.sql.migration.Version;
import java.util.Optional;

/** The files of migrations that are in force. */
final class AppliedFiles {

    private final Situation situation;

    AppliedFiles(Situation situation) {
        this.situation = situation;
    }

    /** By the file, or by the text that was applied where the file is missing. */
    Downward downward(AppliedMigration migration) {
        return new Downward(
                migration, of(migration).or(() -> appliedTextOf(migration)).orElse(null));
    }

    Optional<Migration> of(AppliedMigration migration) {
        return Version.parse(migration.version()).flatMap(situation.migrations()::find);
    }

    /**
     * The planner kept what was applied with the plan that applied it. A plan reads all its files
     * in one way, so that a project that came over to another format has no use for them.
     */
    private Optional<Migration> appliedTextOf(AppliedMigration migration) {
        return Optional.ofNullable(situation.background().asApplied().get(migration.migrationId()))
                .filter(kept -> kept.form().equals(situation.form()))
                .map(AsApplied::migration);
    }
}
