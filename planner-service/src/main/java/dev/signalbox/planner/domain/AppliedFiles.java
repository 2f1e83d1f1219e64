package dev.signalbox.planner.domain;

import dev.signalbox.database.AppliedMigration;
import dev.signalbox.sql.migration.FileOutcome;
import dev.signalbox.sql.migration.Migration;
import dev.signalbox.sql.migration.MigrationFileReader;
import dev.signalbox.sql.migration.SourceFile;
import dev.signalbox.sql.migration.Version;
import java.nio.charset.StandardCharsets;
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

    /** The planner kept what was applied with the plan that applied it. */
    private Optional<Migration> appliedTextOf(AppliedMigration migration) {
        var text = situation.background().appliedTexts().get(migration.migrationId());
        if (text == null) {
            return Optional.empty();
        }
        var source =
                new SourceFile(
                        migration.migrationId() + ".sql", text.getBytes(StandardCharsets.UTF_8));
        return MigrationFileReader.read(source) instanceof FileOutcome.Read read
                ? Optional.of(read.migration())
                : Optional.empty();
    }
}
