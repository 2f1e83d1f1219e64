package dev.signalbox.database.sqlite;

import dev.signalbox.database.BackfillCounts;

/** What a rule does with the rows at hand. */
interface BatchWork {

    /**
     * Inside a savepoint.
     *
     * @return what became of the rows
     * @throws RowRefused when at least one of them cannot be transformed
     * @throws RuleRefused when none can
     */
    BackfillCounts on(Batch batch, FailedRows failed);
}
