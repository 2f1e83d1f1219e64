package dev.signalbox.database;

import dev.signalbox.sql.SqlStatement;
import dev.signalbox.sql.migration.ForeignKeys;
import dev.signalbox.sql.migration.Migration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A migration's way back.
 *
 * @param statements the DOWN section; empty, with {@code java} null, to only take it off the record
 * @param java runs in place of the statements; null for SQL
 */
public record MigrationToRevert(
        String id,
        String name,
        String version,
        ForeignKeys foreignKeys,
        List<SqlStatement> statements,
        @Nullable JavaChange java,
        @Nullable String reason,
        RunContext context) {

    /**
     * @param java for a migration that is a class; null for SQL
     */
    public static MigrationToRevert of(
            Migration migration,
            @Nullable JavaChange java,
            @Nullable String reason,
            RunContext context) {
        return new MigrationToRevert(
                migration.stem(),
                migration.name(),
                migration.version().toString(),
                migration.down().foreignKeys(),
                migration.down().statements(),
                java,
                reason,
                context);
    }

    public MigrationToRevert {
        if (id.isBlank() || version.isBlank()) {
            throw new IllegalArgumentException("A migration has an id and a version");
        }
        statements = List.copyOf(statements);
    }
}
