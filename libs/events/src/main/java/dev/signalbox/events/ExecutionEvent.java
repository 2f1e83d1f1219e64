package dev.signalbox.events;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the executor says; written to {@link Topic#EXECUTION}. */
public sealed interface ExecutionEvent extends Event {

    /** The plan that is carried out; absent where there is none. */
    @Nullable PlanId plan();

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
     * @param notes what else an operator wants to know, a sentence each
     */
    record StepCompleted(
            PlanId plan,
            RunId run,
            DatabaseId database,
            StepId step,
            Duration duration,
            long rows,
            boolean adopted,
            List<String> notes)
            implements ExecutionEvent {

        public StepCompleted {
            notes = notes == null ? List.of() : List.copyOf(notes);
        }
    }

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
     * @param rollbackPerformed the failing step left nothing behind, or of a transformation nothing
     *     but whole batches; earlier steps stand
     * @param state what the database is left in, in a sentence
     * @param how the way by which the most was undone; absent when nothing had to be
     * @param rolledBack earlier steps were undone, too: nothing of the plan is in force
     */
    record RunFailed(
            PlanId plan,
            RunId run,
            DatabaseId database,
            String error,
            boolean rollbackPerformed,
            boolean needsOperator,
            String state,
            @Nullable RollbackWay how,
            boolean rolledBack)
            implements ExecutionEvent {}

    /** The run waits for a snapshot by the backup service. */
    record SnapshotNeeded(PlanId plan, RunId run, DatabaseId database, StepId step)
            implements ExecutionEvent {}

    /**
     * The run waits for a copy of a snapshot, checked, beside the database.
     *
     * @param snapshot absent when a file is meant
     */
    record RestoreNeeded(
            PlanId plan,
            RunId run,
            DatabaseId database,
            StepId step,
            @Nullable SnapshotId snapshot,
            @Nullable String file,
            String sha256)
            implements ExecutionEvent {}

    /** A request that the executor cannot meet; nothing was changed. */
    record RequestRefused(
            @Nullable PlanId plan, DatabaseId database, EventId request, List<Finding> findings)
            implements ExecutionEvent {

        public RequestRefused {
            findings = List.copyOf(findings);
        }
    }

    /**
     * It stands still before a step.
     *
     * @param step the next one
     * @param why who asked for it and why, or the warning that stopped it
     */
    record RunPaused(PlanId plan, RunId run, DatabaseId database, StepId step, String why)
            implements ExecutionEvent {}

    /**
     * @param retried it had failed, and goes on with the step that did
     */
    record RunResumed(
            PlanId plan,
            RunId run,
            DatabaseId database,
            StepId step,
            boolean retried,
            @Nullable String reason)
            implements ExecutionEvent {}

    /**
     * Final.
     *
     * @param state what the database is left in, in a sentence
     */
    record RunCancelled(
            PlanId plan, RunId run, DatabaseId database, String state, @Nullable String reason)
            implements ExecutionEvent {}

    /**
     * What the run had done is being undone.
     *
     * @param why the failure that made it necessary
     * @param migrations to be undone, in this order; empty for a snapshot
     */
    record RollbackStarted(
            PlanId plan,
            RunId run,
            DatabaseId database,
            RollbackWay way,
            String why,
            List<String> migrations)
            implements ExecutionEvent {

        public RollbackStarted {
            migrations = List.copyOf(migrations);
        }
    }

    /** One migration of a rollback is undone. */
    record MigrationReverted(
            PlanId plan,
            RunId run,
            DatabaseId database,
            String migration,
            Duration duration,
            long rows,
            boolean adopted,
            List<String> notes)
            implements ExecutionEvent {

        public MigrationReverted {
            notes = List.copyOf(notes);
        }
    }

    /**
     * @param proof what was compared with before, and came out equal or not; a sentence each
     */
    record RollbackCompleted(
            PlanId plan,
            RunId run,
            DatabaseId database,
            RollbackWay how,
            List<String> migrations,
            List<String> proof)
            implements ExecutionEvent {

        public RollbackCompleted {
            migrations = List.copyOf(migrations);
            proof = List.copyOf(proof);
        }
    }

    /**
     * A rule has transformed all rows, or was taken back. Each row that was read is one of
     * transformed, skipped or failed.
     *
     * @param undo its undo ran
     * @param skipped rows of which nothing was written
     * @param failed rows that were kept aside, with their reasons, in the database's {@code
     *     _migration_failed_rows}
     * @param written rows that were inserted, updated or deleted
     * @param duration of the last worker's part of it
     */
    record BackfillCompleted(
            PlanId plan,
            RunId run,
            DatabaseId database,
            StepId step,
            String rule,
            boolean undo,
            long transformed,
            long skipped,
            long failed,
            long written,
            long batches,
            Duration duration)
            implements ExecutionEvent {}

    /** What checks found; a check that fails is followed by the step's failure. */
    record ChecksCompleted(
            PlanId plan, RunId run, DatabaseId database, StepId step, List<CheckResult> report)
            implements ExecutionEvent {

        public ChecksCompleted {
            report = List.copyOf(report);
        }
    }

    /**
     * The report of an examination; one that failed is followed by the step's failure.
     *
     * @param timings of the project's named queries, where they were timed
     */
    record ExaminationCompleted(
            PlanId plan,
            RunId run,
            DatabaseId database,
            StepId step,
            Moment moment,
            List<Examined> report,
            List<QueryTime> timings)
            implements ExecutionEvent {

        public ExaminationCompleted {
            report = List.copyOf(report);
            timings = List.copyOf(timings);
        }
    }

    /**
     * @param event when it ran: before-run, after-each, on-failure …
     * @param exit the executable's exit status; absent for SQL, or when it did not end
     * @param output the beginning of what it wrote, without what looks like a secret
     * @param error why it failed; absent when it did not
     */
    record HookCompleted(
            PlanId plan,
            RunId run,
            DatabaseId database,
            String event,
            String file,
            Duration duration,
            @Nullable Integer exit,
            String output,
            @Nullable String error)
            implements ExecutionEvent {}

    /**
     * A version has a tag, or is a release.
     *
     * @param movedFrom the version that had the name before
     * @param replaced the name of the same kind that the version had before
     */
    record VersionNamed(
            PlanId plan,
            RunId run,
            DatabaseId database,
            String version,
            VersionName naming,
            String name,
            @Nullable String movedFrom,
            @Nullable String replaced,
            @Nullable String reason)
            implements ExecutionEvent {}

    /** A line of the ledger was put right. */
    record HistoryRepaired(
            PlanId plan,
            RunId run,
            DatabaseId database,
            String migration,
            String was,
            String is,
            @Nullable String reason)
            implements ExecutionEvent {}

    /**
     * The migration lock was taken from its holder and freed.
     *
     * @param holder who had it; absent when nobody did
     * @param epoch the one that is in force now: whoever has a lower one cannot write
     */
    record LockReleased(
            DatabaseId database, @Nullable String holder, long epoch, @Nullable String reason)
            implements ExecutionEvent {

        @Override
        public @Nullable PlanId plan() {
            return null;
        }
    }
}
