package dev.signalbox.database.sqlite;

import dev.signalbox.database.BackfillCounts;
import dev.signalbox.sql.SqlStatement;
import java.util.List;

/** Statements that read the batch as they like. */
final class StatementsWork implements BatchWork {

    private final Handle handle;
    private final List<SqlStatement> statements;

    StatementsWork(Handle handle, List<SqlStatement> statements) {
        this.handle = handle;
        this.statements = statements;
    }

    @Override
    public BackfillCounts on(Batch batch, FailedRows failed) {
        int read = batch.size();
        long written = 0;
        for (SqlStatement statement : statements) {
            written += Compiled.update(handle, statement.text(), statement);
        }
        return new BackfillCounts(read, 0, 0, written, 0);
    }
}
