package dev.signalbox.rehearsal.suite;

import dev.signalbox.sql.SqlStatement;
import java.util.List;

/**
 * SQL in a suite.
 *
 * @param statements at least one; their lines are those of the file
 */
public record SqlText(Place place, List<SqlStatement> statements) {

    public SqlText {
        statements = List.copyOf(statements);
    }

    /** Of one of the statements. */
    public Place placeOf(SqlStatement statement) {
        return new Place(place.file(), statement.position().line());
    }
}
