package dev.signalbox.database.sqlite;

import dev.signalbox.database.failpoint.DatabaseFailPoint;

/** The places of a migration's transaction at which a test may stop it. */
record Boundaries(
        DatabaseFailPoint beforeBegin,
        DatabaseFailPoint afterBegin,
        DatabaseFailPoint afterFence,
        DatabaseFailPoint afterSlices,
        DatabaseFailPoint afterStatement,
        DatabaseFailPoint afterChecks,
        DatabaseFailPoint afterLedger,
        DatabaseFailPoint beforeCommit,
        DatabaseFailPoint afterCommit) {

    static final Boundaries APPLY =
            new Boundaries(
                    DatabaseFailPoint.APPLY_BEFORE_BEGIN,
                    DatabaseFailPoint.APPLY_AFTER_BEGIN,
                    DatabaseFailPoint.APPLY_AFTER_FENCE,
                    DatabaseFailPoint.APPLY_AFTER_SLICES,
                    DatabaseFailPoint.APPLY_AFTER_STATEMENT,
                    DatabaseFailPoint.APPLY_AFTER_CHECKS,
                    DatabaseFailPoint.APPLY_AFTER_LEDGER_ROW,
                    DatabaseFailPoint.APPLY_BEFORE_COMMIT,
                    DatabaseFailPoint.APPLY_AFTER_COMMIT);

    static final Boundaries REVERT =
            new Boundaries(
                    DatabaseFailPoint.REVERT_BEFORE_BEGIN,
                    DatabaseFailPoint.REVERT_AFTER_BEGIN,
                    DatabaseFailPoint.REVERT_AFTER_FENCE,
                    DatabaseFailPoint.REVERT_AFTER_SLICES,
                    DatabaseFailPoint.REVERT_AFTER_STATEMENT,
                    DatabaseFailPoint.REVERT_AFTER_CHECKS,
                    DatabaseFailPoint.REVERT_AFTER_LEDGER,
                    DatabaseFailPoint.REVERT_BEFORE_COMMIT,
                    DatabaseFailPoint.REVERT_AFTER_COMMIT);
}
