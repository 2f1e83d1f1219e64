package dev.signalbox.database;

import dev.signalbox.sql.SqlStatement;
import dev.signalbox.sql.migration.ForeignKeys;
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

    public MigrationToRevert {
        if (id.isBlank() || version.isBlank()) {
            throw new IllegalArgumentException("A migration has an id and a version");
        }
        statements = List.copyOf(statements);
    }
}
