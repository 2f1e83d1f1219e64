package dev.signalbox.events;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the executor says; written to {@link Topic#EXECUTION}. */
public sealed interface ExecutionEvent extends Event {

    /** The plan that is carried out. */
    PlanId plan();

    record RunQueued(PlanId plan, RunId run, DatabaseId database, String hash, int steps)
            implements ExecutionEvent {}

    /** A released plan that must not run: stale, expired, not signed by a trusted planner. */
    record RunRefused(PlanId plan, DatabaseId database, List<Finding> findings)
            implements ExecutionEvent {

        public RunRefused {
            findings = List.copyOf(findings);
        }
    }

    /**
     * @param executor the executor that leased it
     * @param resumed it had started before, and goes on after a stop or crash
     */
    record RunStarted(PlanId plan, RunId run, DatabaseId database, String executor, boolean resumed)
            implements ExecutionEvent {}

    record StepStarted(
            PlanId plan, RunId run, DatabaseId database, StepId step, int of, String sentence)
            implements ExecutionEvent {}

    /**
     * A tick, at most four a second a step.
     *
     * @param total absent when it cannot be known
     * @param unit what is counted: rows, statements, pages
     * @param rate units a second
     * @param eta what is left, at this rate
     */
    record StepProgressed(
            PlanId plan,
            RunId run,
            DatabaseId database,
            StepId step,
            long done,
            @Nullable Long total,
            String unit,
            double rate,
            @Nullable Duration eta)
            implements ExecutionEvent {

        @Override
        public boolean tick() {
            return true;
        }
    }

    /**
     * Somebody else holds the database; the run waits.
     *
     * @param holder as far as it can be read
     */
    record LockWaited(
            PlanId plan,
            RunId run,
            DatabaseId database,
            String holder,
            @Nullable Instant heldSince,
            @Nullable Instant heldUntil,
            Duration waited)
            implements ExecutionEvent {}

    /**
     * @param rows changed by the step, 0 where it changes none
     * @param adopted the ledger said that it was done before: it was not done again
     */
    record StepCompleted(
            PlanId plan,
            RunId run,
            DatabaseId database,
            StepId step,
            Duration duration,
            long rows,
            boolean adopted)
            implements ExecutionEvent {}

    /**
     * @param file the script; absent when the step has none
     * @param statement its 1-based number in the script
     * @param line 1-based, in the file
     * @param column 1-based, in the file
     * @param sqlState SQLSTATE, or SQLite's result code by name
     */
    record StepFailed(
            PlanId plan,
            RunId run,
            DatabaseId database,
            StepId step,
            String error,
            @Nullable String file,
            @Nullable Integer statement,
            @Nullable Integer line,
            @Nullable Integer column,
            @Nullable String sqlState,
            @Nullable String hint)
            implements ExecutionEvent {}

    record RunCompleted(
            PlanId plan,
            RunId run,
            DatabaseId database,
            Duration duration,
            long rows,
            @Nullable String version,
            @Nullable String fingerprint)
            implements ExecutionEvent {}

    /**
     * @param rollbackPerformed the failing step left nothing behind; earlier steps stand
     * @param state what the database is left in, in a sentence
     */
    record RunFailed(
            PlanId plan,
            RunId run,
            DatabaseId database,
            String error,
            boolean rollbackPerformed,
            boolean needsOperator,
            String state)
            implements ExecutionEvent {}

    /** The run waits for a snapshot by the backup service. */
    record SnapshotNeeded(PlanId plan, RunId run, DatabaseId database, StepId step)
            implements ExecutionEvent {}
}
