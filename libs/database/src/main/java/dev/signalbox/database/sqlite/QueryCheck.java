package dev.signalbox.database.sqlite;

import dev.signalbox.database.ApplyOptions;
import dev.signalbox.database.DatabaseException;
import dev.signalbox.database.QueryFinding;
import dev.signalbox.sql.SqlStatement;
import dev.signalbox.sql.StatementKind;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Runs queries that should find nothing, on a connection that cannot write. */
final class QueryCheck {

    private static final int SAMPLE = 5;
    private static final int LONGEST_ROW = 200;

    private final Handle handle;
    private final List<SqlStatement> queries;
    private final Duration timeout;

    QueryCheck(Handle handle, List<SqlStatement> queries, Duration timeout) {
        this.handle = handle;
        this.queries = queries;
        this.timeout = timeout;
    }

    /** Only of those that found something, or could not be run. */
    List<QueryFinding> run() {
        ApplyOptions limit = ApplyOptions.DEFAULT.withTimeout(timeout);
        List<QueryFinding> findings = new ArrayList<>();
        try (ProgressMeter meter = new ProgressMeter(handle, limit, queries.size())) {
            for (int i = 0; i < queries.size(); i++) {
                meter.begin(i + 1);
                QueryFinding finding = finding(i + 1, queries.get(i), meter);
                if (finding != null) {
                    findings.add(finding);
                }
            }
            return findings;
        } catch (SQLException e) {
            throw SqliteErrors.classified(e, handle.database(), null);
        }
    }

    private @Nullable QueryFinding finding(int index, SqlStatement query, ProgressMeter meter) {
        if (!(query.kind() instanceof StatementKind.Query) || ScriptRules.holdsMore(query)) {
            return failed(
                    index,
                    query,
                    "is not a single query; a check is SELECT or WITH … SELECT, and pragmas can be"
                            + " asked as tables (SELECT * FROM pragma_foreign_key_check)");
        }
        if (meter.stop() != null) {
            return failed(index, query, tooLong());
        }
        try {
            return answer(index, query);
        } catch (SQLException e) {
            DatabaseException classified =
                    SqliteErrors.classified(e, handle.database(), query.text());
            return failed(index, query, meter.stop() == null ? classified.problem() : tooLong());
        }
    }

    private String tooLong() {
        return "was not finished: the checks took longer than " + timeout.toMillis() + " ms";
    }

    private @Nullable QueryFinding answer(int index, SqlStatement query) throws SQLException {
        List<String> sample = new ArrayList<>();
        long count = 0;
        try (PreparedStatement statement = handle.connection().prepareStatement(query.text());
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                count++;
                if (sample.size() < SAMPLE) {
                    sample.add(text(rows));
                }
            }
        }
        return count == 0 ? null : new QueryFinding(index, query.text(), count, sample, null);
    }

    private static String text(ResultSet row) throws SQLException {
        StringBuilder text = new StringBuilder();
        for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
            text.append(i == 1 ? "" : ", ")
                    .append(row.getMetaData().getColumnLabel(i))
                    .append(" = ")
                    .append(
                            row.getObject(i) instanceof byte[] bytes
                                    ? bytes.length + " bytes"
                                    : row.getString(i));
        }
        return text.length() > LONGEST_ROW
                ? text.substring(0, LONGEST_ROW - 1) + "…"
                : text.toString();
    }

    private static QueryFinding failed(int index, SqlStatement query, String error) {
        return new QueryFinding(index, query.text(), 0, List.of(), error);
    }
}
