package dev.signalbox.database.sqlite;

import dev.signalbox.database.DatabaseException.Reason;
import dev.signalbox.database.StatementError;

/** A transformation cannot run as it is written, whatever the rows are. */
final class RuleRefused extends RuntimeException {

    private final StatementError error;

    RuleRefused(String problem, String remedy) {
        this(ScriptRules.error(0, null, Reason.INVALID_SQL, 0, problem, remedy));
    }

    RuleRefused(StatementError error) {
        super(error.message());
        this.error = error;
    }

    StatementError error() {
        return error;
    }
}
