package dev.signalbox.database;

import dev.signalbox.sql.Checksum;
import dev.signalbox.sql.SqlStatement;
import dev.signalbox.sql.migration.ForeignKeys;
import dev.signalbox.sql.migration.Migration;
import dev.signalbox.sql.migration.Version;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A migration's way up.
 *
 * @param id what makes it the same migration, on every database
 * @param foreignKeys what the script itself says about enforcement
 * @param java runs in place of the statements, which are then empty; null for SQL
 * @param reversible whether it has a way back, or may have one: then what it is to bring back is
 *     kept in figures
 */
public record MigrationToApply(
        String id,
        String name,
        String version,
        Checksum checksum,
        @Nullable Checksum rawChecksum,
        ForeignKeys foreignKeys,
        List<SqlStatement> statements,
        @Nullable JavaChange java,
        boolean reversible,
        RunContext context) {

    public MigrationToApply {
        if (id.isBlank() || version.isBlank()) {
            throw new IllegalArgumentException("A migration has an id and a version");
        }
        statements = List.copyOf(statements);
    }

    /**
     * @param java for a migration that is a class; null for SQL
     */
    public static MigrationToApply of(
            Migration migration, @Nullable JavaChange java, RunContext context) {
        return new MigrationToApply(
                migration.stem(),
                migration.name(),
                migration.version().toString(),
                migration.normalised(),
                migration.raw(),
                migration.up().foreignKeys(),
                migration.up().statements(),
                java,
                java != null || migration.isReversible(),
                context);
    }

    /** Whether it applies again when it has changed. */
    public boolean isRepeatable() {
        return Version.parse(version).filter(Version::isRepeatable).isPresent();
    }
}
