package dev.signalbox.database.sqlite;

import dev.signalbox.database.DatabaseException.Reason;
import dev.signalbox.database.StatementError;
import dev.signalbox.sql.NamedObjects;
import dev.signalbox.sql.SqlStatement;
import dev.signalbox.sql.StatementKind;
import dev.signalbox.sql.migration.ForeignKeys;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What can be seen to fail, or to do something else than it says, before anything runs. */
final class ScriptRules {

    private ScriptRules() {}

    static Optional<StatementError> refusal(Change change) {
        return refusal(change.statements(), change.foreignKeys() == ForeignKeys.UNSPECIFIED);
    }

    /** Of statements that come one by one, where nothing could be taken out before. */
    static Optional<StatementError> refusal(List<SqlStatement> statements) {
        return refusal(statements, true);
    }

    private static Optional<StatementError> refusal(
            List<SqlStatement> statements, boolean enforcementFixed) {
        for (int i = 0; i < statements.size(); i++) {
            Optional<StatementError> error = refusal(enforcementFixed, i + 1, statements.get(i));
            if (error.isPresent()) {
                return error;
            }
        }
        return Optional.empty();
    }

    /** SQLite ignores this pragma inside a transaction; it was taken out and set before. */
    static boolean isHoisted(SqlStatement statement) {
        return statement.kind() instanceof StatementKind.Pragma pragma
                && isForeignKeys(pragma)
                && !pragma.value().isBlank();
    }

    private static Optional<StatementError> refusal(
            boolean enforcementFixed, int index, SqlStatement statement) {
        if (statement.text().indexOf('\0') >= 0) {
            return refused(
                    index,
                    statement,
                    "holds a NUL character, at which SQLite would stop reading",
                    "Remove it; in a value, write char(0)");
        }
        if (holdsMore(statement)) {
            return refused(
                    index,
                    statement,
                    "holds more than one statement",
                    "Cut it at the semicolon; only triggers have statements inside");
        }
        Optional<String> own =
                NamedObjects.of(statement.kind()).stream()
                        .filter(OwnObjects::isSignalboxes)
                        .findFirst();
        if (own.isPresent()) {
            return refused(
                    index,
                    statement,
                    "changes " + own.get() + ", a name that belongs to Signalbox",
                    "Choose another name; to mend the history, use the repair command");
        }
        return switch (statement.kind()) {
            case StatementKind.TransactionControl it ->
                    refused(
                            index,
                            statement,
                            it.verb() + " would end the migration's own transaction",
                            "Remove it: every migration runs in one transaction anyway");
            case StatementKind.OutsideTransaction it ->
                    refused(
                            index,
                            statement,
                            it.verb() + " cannot run inside a migration's transaction",
                            "Take it out of the file and run it as maintenance");
            case StatementKind.Pragma it when isHoisted(statement) && enforcementFixed ->
                    refused(
                            index,
                            statement,
                            "has no effect inside a transaction",
                            "Put PRAGMA foreign_keys first in the file, where it is honoured");
            default -> Optional.empty();
        };
    }

    private static boolean isForeignKeys(StatementKind.Pragma pragma) {
        return pragma.name().toLowerCase(Locale.ROOT).endsWith("foreign_keys")
                && !pragma.name().toLowerCase(Locale.ROOT).contains("defer");
    }

    /** The driver would run the first and drop the others without a word. */
    static boolean holdsMore(SqlStatement statement) {
        if (statement.kind() instanceof StatementKind.CreateTrigger) {
            return false;
        }
        List<String> tokens = SqlTokens.of(statement.text());
        int semicolon = tokens.indexOf(";");
        return semicolon >= 0 && semicolon < tokens.size() - 1;
    }

    private static Optional<StatementError> refused(
            int index, SqlStatement statement, String problem, String hint) {
        return Optional.of(error(index, statement, Reason.INVALID_SQL, 0, problem, hint));
    }

    static StatementError error(
            int index,
            @Nullable SqlStatement statement,
            Reason reason,
            int code,
            String problem,
            String hint) {
        return new StatementError(
                index,
                statement == null ? null : statement.text(),
                statement == null ? null : statement.position(),
                reason,
                code,
                problem,
                hint);
    }
}
