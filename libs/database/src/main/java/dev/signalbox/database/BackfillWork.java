package dev.signalbox.database;

import dev.signalbox.migration.RowTransformation;
import dev.signalbox.sql.SqlStatement;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is done with each batch. */
public sealed interface BackfillWork {

    /** Runs as it is; where there is a source, once for each batch, which it reads as a table. */
    record Statements(List<SqlStatement> statements) implements BackfillWork {

        public Statements {
            statements = List.copyOf(statements);
        }
    }

    /** Writes what a query makes of a batch. */
    record Select(SqlStatement query, RowTarget target) implements BackfillWork {}

    /** Writes what a function makes of each row. */
    record Rows(RowTransformation function, RowTarget target) implements BackfillWork {}

    /**
     * Where transformed rows go, by the names of their columns.
     *
     * @param into null when the source's own rows are updated
     * @param conditions that each must meet
     */
    record RowTarget(@Nullable String into, Conflict conflict, List<RowCondition> conditions) {

        public RowTarget {
            conditions = List.copyOf(conditions);
        }
    }

    /** What happens to a row whose key is taken in the target. */
    enum Conflict {
        FAIL,
        IGNORE,
        REPLACE
    }

    /**
     * @param sql holds as a CHECK does: unless it is false
     * @param message what it says to a person; null when it speaks for itself
     */
    record RowCondition(String sql, @Nullable String message) {}
}
