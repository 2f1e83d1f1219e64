package dev.signalbox.executor.work;

import dev.signalbox.database.ApplyOutcome;
import dev.signalbox.database.DatabaseException;
import dev.signalbox.database.StatementError;
import dev.signalbox.executor.domain.Run.StepFailure;
import java.time.Duration;
import java.util.stream.Collectors;

/** What went wrong on a database, as a step's failure. */
final class Failures {

    private Failures() {}

    static StepFailure of(StatementError error) {
        var position = error.position();
        return new StepFailure(
                error.problem(),
                null,
                error.index() == 0 ? null : error.index(),
                position == null ? null : position.line(),
                position == null ? null : position.column(),
                error.engineCode() == 0
                        ? error.reason().name()
                        : error.reason().name() + " (" + error.engineCode() + ")",
                error.hint(),
                false);
    }

    static StepFailure of(DatabaseException e) {
        return new StepFailure(
                e.database() + ": " + e.problem(),
                null,
                null,
                null,
                null,
                e.reason().name(),
                e.remedy(),
                false);
    }

    /**
     * What kept a script from being carried out.
     *
     * @param timeout of the whole run
     * @throws IllegalStateException for one that was, or that was only interrupted
     */
    static StepFailure of(ApplyOutcome outcome, Duration timeout) {
        return switch (outcome) {
            case ApplyOutcome.Failed failed -> of(failed.error());
            case ApplyOutcome.GuardTripped guard -> of(guard);
            case ApplyOutcome.TimedOut timedOut -> timedOut(timeout);
            case ApplyOutcome.AppliedDifferently differently ->
                    StepFailure.of(
                            differently.message(),
                            "signalbox repair shows the difference and puts the ledger right, where"
                                    + " the change is meant.");
            case ApplyOutcome.Drifted drifted -> StepFailure.of(drifted.message(), null);
            case ApplyOutcome.Overtaken overtaken -> of(overtaken);
            case ApplyOutcome.Applied done -> throw new IllegalStateException("No failure");
            case ApplyOutcome.AlreadyApplied done -> throw new IllegalStateException("No failure");
            case ApplyOutcome.Interrupted cut -> throw new IllegalStateException("No failure");
        };
    }

    static StepFailure timedOut(Duration limit) {
        return StepFailure.of(
                "The run took longer than " + limit + "; the step under way was rolled back",
                "Give it longer (--timeout, or maxDuration of the environment), and request the plan"
                        + " again: it goes on from where it stands.");
    }

    static StepFailure of(ApplyOutcome.GuardTripped guard) {
        var lost = guard.lost().getFirst();
        return new StepFailure(
                guard.lost().stream()
                        .map(l -> "Rows would have been lost: " + l.message())
                        .collect(Collectors.joining("; ")),
                null,
                lost.statement(),
                null,
                null,
                "LOST_ROWS",
                "Put 'PRAGMA foreign_keys=OFF;' first in the UP section: it is then off while this"
                        + " migration runs, and all references are checked before the commit. Where the"
                        + " loss is meant, delete the rows in a migration of their own.",
                false);
    }

    static StepFailure of(ApplyOutcome.Overtaken overtaken) {
        return StepFailure.of(
                "The database was taken over by another worker: " + overtaken.message(),
                "See who migrates it: signalbox status. Then request the plan again.");
    }

    static StepFailure heldElsewhere(DatabaseSession.HeldElsewhereException e) {
        return StepFailure.of(
                "The database is " + e.getMessage(),
                "Wait for the other one to end, or stop it; its lock runs out by itself.");
    }
}
