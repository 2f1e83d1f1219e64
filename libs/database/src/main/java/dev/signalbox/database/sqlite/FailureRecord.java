package dev.signalbox.database.sqlite;

import dev.signalbox.database.ApplyOutcome;
import dev.signalbox.database.ApplyOutcome.AlreadyApplied;
import dev.signalbox.database.ApplyOutcome.Applied;
import dev.signalbox.database.ApplyOutcome.AppliedDifferently;
import dev.signalbox.database.ApplyOutcome.Drifted;
import dev.signalbox.database.ApplyOutcome.Failed;
import dev.signalbox.database.ApplyOutcome.GuardTripped;
import dev.signalbox.database.ApplyOutcome.Interrupted;
import dev.signalbox.database.ApplyOutcome.Overtaken;
import dev.signalbox.database.ApplyOutcome.TimedOut;
import dev.signalbox.database.DatabaseException;
import dev.signalbox.database.DatabaseException.Reason;
import dev.signalbox.database.StatementError;
import dev.signalbox.database.WaitPolicy;
import dev.signalbox.sql.SqlStatement;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Puts a failure into the history, after the migration's own transaction was rolled back. Whoever
 * was overtaken meanwhile writes nothing, and a database that is full or gone keeps no row: the
 * outcome says whether it did.
 */
final class FailureRecord {

    private static final WaitPolicy PATIENCE = WaitPolicy.atMost(Duration.ofSeconds(2));

    private final FencedTransaction ledger;
    private final Lease lease;
    private final Change change;

    FailureRecord(FencedTransaction ledger, Lease lease, Change change) {
        this.ledger = ledger;
        this.lease = lease;
        this.change = change;
    }

    ApplyOutcome of(ApplyOutcome outcome, Duration duration) {
        return switch (outcome) {
            case Failed it -> new Failed(it.error(), written("failed", duration, it.error()));
            case GuardTripped it ->
                    new GuardTripped(
                            it.lost(),
                            written(
                                    "failed",
                                    duration,
                                    error(
                                            it.lost().getFirst().statement(),
                                            Reason.CONSTRAINT,
                                            it.message())));
            case TimedOut it ->
                    new TimedOut(
                            it.limit(),
                            it.statement(),
                            written(
                                    "failed",
                                    duration,
                                    error(it.statement(), Reason.INTERRUPTED, it.message())));
            case Interrupted it ->
                    new Interrupted(
                            it.after(),
                            it.statement(),
                            written(
                                    "cancelled",
                                    duration,
                                    error(it.statement(), Reason.INTERRUPTED, it.message())));
            case Applied it -> it;
            case AlreadyApplied it -> it;
            case AppliedDifferently it -> it;
            case Drifted it -> it;
            case Overtaken it -> it;
        };
    }

    private StatementError error(int index, Reason reason, String problem) {
        @Nullable SqlStatement statement = index == 0 ? null : change.statements().get(index - 1);
        return ScriptRules.error(index, statement, reason, 0, problem, "Nothing was changed");
    }

    private boolean written(String status, Duration duration, StatementError error) {
        try {
            return ledger.run(
                            PATIENCE,
                            handle ->
                                    LedgerWriter.unfinished(
                                            handle, lease, change, status, duration, error))
                    .isEmpty();
        } catch (DatabaseException e) {
            return false;
        }
    }
}
