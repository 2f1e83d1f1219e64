package dev.signalbox.analysis.replay;

import dev.signalbox.analysis.schema.Schema;
import dev.signalbox.analysis.source.Statement;
import dev.signalbox.sql.StatementKind;
import org.jspecify.annotations.Nullable;

/**
 * One statement of an UP section as SQLite ran it.
 *
 * @param error null when it ran
 */
public record Step(Statement statement, Schema before, Schema after, @Nullable SqlError error) {

    public StatementKind kind() {
        return statement.kind();
    }

    public boolean ran() {
        return error == null;
    }
}
