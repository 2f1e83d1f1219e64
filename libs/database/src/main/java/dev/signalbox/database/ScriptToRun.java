package dev.signalbox.database;

import dev.signalbox.sql.SqlStatement;
import java.util.List;

/**
 * A script that is no migration, such as a hook.
 *
 * @param key runs once for each run of a plan
 * @param name for the ledger's log
 */
public record ScriptToRun(
        String key, String name, List<SqlStatement> statements, RunContext context) {

    public ScriptToRun {
        statements = List.copyOf(statements);
    }
}
