package dev.signalbox.database.sqlite;

import dev.signalbox.database.DatabaseException;
import dev.signalbox.database.DatabaseException.Reason;
import java.util.List;
import java.util.stream.Stream;

/** What the engine finds wrong with a file and its references, as sentences. */
final class IntegrityCheck {

    private static final int MOST = 20;

    private static final String REFERENCES =
            """
            SELECT "table", parent, count(*), min(rowid) FROM pragma_foreign_key_check
            GROUP BY "table", parent, fkid ORDER BY 1, 2""";

    private final Handle handle;

    IntegrityCheck(Handle handle) {
        this.handle = handle;
    }

    /** At most {@value #MOST}; empty when all is well. */
    List<String> problems() {
        List<String> damages = FileContents.integrityProblems(handle);
        // Of a damaged file nothing more can be said that could be relied on.
        Stream<String> all = damages.isEmpty() ? broken().stream() : damages.stream();
        return all.limit(MOST).toList();
    }

    private List<String> broken() {
        try {
            return references();
        } catch (DatabaseException e) {
            if (e.reason() == Reason.INVALID_SQL) {
                return List.of("the foreign keys cannot be checked: " + e.problem());
            }
            throw e;
        }
    }

    private List<String> references() {
        return handle.list(
                REFERENCES,
                row -> {
                    String first = row.getString(4);
                    return "table "
                            + row.getString(1)
                            + ": "
                            + row.getLong(3)
                            + " rows refer to rows of "
                            + row.getString(2)
                            + " that are not there"
                            + (first == null ? "" : ", the first with rowid " + first);
                });
    }
}
