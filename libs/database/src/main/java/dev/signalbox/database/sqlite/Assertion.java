package dev.signalbox.database.sqlite;

import dev.signalbox.database.ApplyOptions;
import dev.signalbox.database.DatabaseException;
import dev.signalbox.database.MendOutcome;
import dev.signalbox.database.MendOutcome.NotMended;
import dev.signalbox.sql.SourcePosition;
import dev.signalbox.sql.SqlStatement;
import dev.signalbox.sql.SqlSyntaxException;
import dev.signalbox.sql.StatementKind;
import dev.signalbox.sql.sqlite.SqliteSplitter;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A query whose first value tells whether something holds; asked in an open transaction. */
final class Assertion {

    private static final Set<String> FALSE = Set.of("", "0", "0.0", "false");

    private final Handle handle;
    private final String text;
    private final Duration timeout;

    Assertion(Handle handle, String text, Duration timeout) {
        this.handle = handle;
        this.text = text;
        this.timeout = timeout;
    }

    /** Why it does not hold; empty when it does. */
    Optional<MendOutcome> refutation() {
        try {
            List<SqlStatement> statements = SqliteSplitter.split(text, new SourcePosition(1, 1));
            if (statements.size() != 1
                    || !(statements.getFirst().kind() instanceof StatementKind.Query)) {
                return refuted("is not exactly one query");
            }
            return answered(statements.getFirst().text());
        } catch (SqlSyntaxException e) {
            return refuted("cannot be read: " + e.getMessage());
        }
    }

    private Optional<MendOutcome> answered(String query) {
        ApplyOptions limit = ApplyOptions.DEFAULT.withTimeout(timeout);
        try (ProgressMeter meter = new ProgressMeter(handle, limit, 1)) {
            List<Optional<String>> values =
                    handle.list(query, row -> Optional.ofNullable(row.getString(1)));
            return judged(values);
        } catch (DatabaseException e) {
            return refuted("failed: " + e.problem());
        } catch (SQLException e) {
            throw SqliteErrors.classified(e, handle.database(), query);
        }
    }

    private Optional<MendOutcome> judged(List<Optional<String>> values) {
        if (values.isEmpty()) {
            return refuted("returned no row");
        }
        @Nullable String value = values.getFirst().orElse(null);
        if (value == null) {
            return refuted("returned NULL");
        }
        return FALSE.contains(value.strip().toLowerCase(Locale.ROOT))
                ? refuted("returned '" + value + "'")
                : Optional.empty();
    }

    private Optional<MendOutcome> refuted(String how) {
        return Optional.of(
                new NotMended(
                        "the assertion " + text.strip() + " " + how,
                        "Bring the database to where the migration would have brought it, or"
                                + " correct the assertion: its first value must be true"));
    }
}
