package dev.signalbox.events;

import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What operators ask for; written to {@link Topic#REQUESTS}. */
public sealed interface Request extends Event {

    /**
     * Plan a way to a goal and, where the environment's policy needs no approval, carry it out.
     *
     * @param project the SHA-256 of an uploaded project, in hex; the planner's own folder if absent
     * @param reason why, for the trail
     */
    record RequestPlan(
            DatabaseId database,
            @Nullable String project,
            Goal goal,
            @Nullable Options options,
            @Nullable String reason)
            implements Request {

        public RequestPlan {
            Objects.requireNonNull(database, "database");
            Objects.requireNonNull(goal, "goal");
        }

        public Options optionsOrDefault() {
            return options == null ? Options.DEFAULT : options;
        }
    }

    /**
     * How the plan is to be made and carried out. What is absent is as the environment says; policy
     * may be tightened here, never loosened.
     *
     * @param dryRun plan only: nothing is released
     * @param skipBackup no snapshot first, where the environment lets this actor say so
     * @param force pass warnings and drift
     * @param timeout of the whole run
     * @param environment the environment that the database is expected to belong to
     * @param requireApproval propose only, even where the environment would release
     * @param backup a snapshot first, even where the environment would skip it
     * @param skipSave a way back does not save first what it drops or overwrites
     * @param pauseBetweenSteps how long the run rests after each step
     * @param continueOnWarning a check that only warns, or a row that could not be transformed and
     *     was kept aside, does not pause the run
     * @param batchSize in place of that of the rules
     * @param pauseBetweenBatches in place of that of the rules
     */
    record Options(
            @Nullable Boolean dryRun,
            @Nullable Boolean skipBackup,
            @Nullable Boolean force,
            @Nullable Duration timeout,
            @Nullable String environment,
            @Nullable Boolean requireApproval,
            @Nullable Boolean backup,
            @Nullable Boolean skipSave,
            @Nullable Duration pauseBetweenSteps,
            @Nullable Boolean continueOnWarning,
            @Nullable Integer batchSize,
            @Nullable Duration pauseBetweenBatches) {

        /** More rows in one transaction would be no batch any more. */
        public static final int LARGEST_BATCH = 1_000_000;

        public static final Options DEFAULT =
                new Options(null, null, null, null, null, null, null, null, null, null, null, null);

        public Options {
            if (batchSize != null && (batchSize < 1 || batchSize > LARGEST_BATCH)) {
                throw new IllegalArgumentException(
                        "A batch has from 1 to " + LARGEST_BATCH + " rows, not " + batchSize);
            }
            if (pauseBetweenBatches != null && pauseBetweenBatches.isNegative()) {
                throw new IllegalArgumentException(
                        "The pause between batches is negative: " + pauseBetweenBatches);
            }
        }

        public boolean dryRunOnly() {
            return Boolean.TRUE.equals(dryRun);
        }

        public boolean forced() {
            return Boolean.TRUE.equals(force);
        }

        public boolean wantsApproval() {
            return Boolean.TRUE.equals(requireApproval);
        }
    }

    /** Take a snapshot now, outside any plan. */
    record TakeSnapshot(DatabaseId database, @Nullable String reason) implements Request {

        public TakeSnapshot {
            Objects.requireNonNull(database, "database");
        }
    }

    /** What steers the run of one plan. Asking for what is so already changes nothing. */
    sealed interface Steering extends Request {

        PlanId plan();

        @Nullable String reason();
    }

    /** Stop before the next step, until resumed. */
    record PauseRun(DatabaseId database, PlanId plan, @Nullable String reason) implements Steering {

        public PauseRun {
            Objects.requireNonNull(database, "database");
            Objects.requireNonNull(plan, "plan");
        }
    }

    /** Go on after a pause. */
    record ResumeRun(DatabaseId database, PlanId plan, @Nullable String reason)
            implements Steering {

        public ResumeRun {
            Objects.requireNonNull(database, "database");
            Objects.requireNonNull(plan, "plan");
        }
    }

    /** End it: the step under way is rolled back, earlier ones stand. */
    record CancelRun(DatabaseId database, PlanId plan, @Nullable String reason)
            implements Steering {

        public CancelRun {
            Objects.requireNonNull(database, "database");
            Objects.requireNonNull(plan, "plan");
        }
    }

    /** Go on with the step that failed. */
    record RetryRun(DatabaseId database, PlanId plan, @Nullable String reason) implements Steering {

        public RetryRun {
            Objects.requireNonNull(database, "database");
            Objects.requireNonNull(plan, "plan");
        }
    }

    /**
     * Take the migration lock from whoever holds it, and free it. Safe while the holder lives: its
     * epoch is over, and it cannot write any more.
     */
    record ReleaseLock(DatabaseId database, @Nullable String reason) implements Request {

        public ReleaseLock {
            Objects.requireNonNull(database, "database");
        }
    }
}
