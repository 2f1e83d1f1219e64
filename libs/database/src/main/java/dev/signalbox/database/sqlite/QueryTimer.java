package dev.signalbox.database.sqlite;

import dev.signalbox.database.DatabaseException;
import dev.signalbox.database.DatabaseException.Reason;
import dev.signalbox.database.MeasuredQuery;
import dev.signalbox.sql.SqlStatement;
import dev.signalbox.sql.StatementKind;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Times queries, each several times, on a connection that cannot write. */
final class QueryTimer {

    private final Handle handle;
    private final int runs;
    private final Duration limit;

    /**
     * @param limit of all runs of one query together; the first one may take all of it
     */
    QueryTimer(Handle handle, int runs, Duration limit) {
        this.handle = handle;
        this.runs = runs;
        this.limit = limit;
    }

    List<MeasuredQuery> of(List<SqlStatement> queries) {
        return queries.stream().map(this::of).toList();
    }

    private MeasuredQuery of(SqlStatement query) {
        if (!(query.kind() instanceof StatementKind.Query) || ScriptRules.holdsMore(query)) {
            return new MeasuredQuery(null, "it is not a single query");
        }
        List<Long> nanos = new ArrayList<>();
        try (TimeLimit time = new TimeLimit(handle, limit)) {
            while (nanos.size() < runs && !time.isOver()) {
                nanos.add(once(query));
            }
            return median(nanos);
        } catch (SQLException e) {
            DatabaseException error = SqliteErrors.classified(e, handle.database(), query.text());
            if (error.reason() != Reason.INTERRUPTED) {
                return new MeasuredQuery(null, error.problem());
            }
            return nanos.isEmpty()
                    ? new MeasuredQuery(null, "it takes longer than " + limit.toMillis() + " ms")
                    : median(nanos);
        }
    }

    private static MeasuredQuery median(List<Long> nanos) {
        return new MeasuredQuery(
                Duration.ofNanos(nanos.stream().sorted().toList().get(nanos.size() / 2)), null);
    }

    private long once(SqlStatement query) throws SQLException {
        long start = System.nanoTime();
        try (PreparedStatement statement = handle.connection().prepareStatement(query.text());
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                // Its time is that of all its rows.
            }
        }
        return System.nanoTime() - start;
    }
}
