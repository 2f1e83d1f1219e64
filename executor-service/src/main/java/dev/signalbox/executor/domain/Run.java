package dev.signalbox.executor.domain;

import dev.signalbox.events.DatabaseId;
import dev.signalbox.events.ExecutionEvent;
import dev.signalbox.events.ExecutionEvent.RunCompleted;
import dev.signalbox.events.ExecutionEvent.RunFailed;
import dev.signalbox.events.ExecutionEvent.RunQueued;
import dev.signalbox.events.ExecutionEvent.RunStarted;
import dev.signalbox.events.ExecutionEvent.SnapshotNeeded;
import dev.signalbox.events.ExecutionEvent.StepCompleted;
import dev.signalbox.events.ExecutionEvent.StepFailed;
import dev.signalbox.events.ExecutionEvent.StepStarted;
import dev.signalbox.events.PlanId;
import dev.signalbox.events.RunId;
import dev.signalbox.events.StepId;
import dev.signalbox.events.plan.PlanDocument;
import dev.signalbox.events.plan.PlannedStep;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A plan being carried out. What may happen to it next is what its state has methods for; each
 * returns the next state with the events that tell of it, which are stored together.
 */
public sealed interface Run {

    Header header();

    /** What never changes. */
    record Header(RunId run, PlanId plan, DatabaseId database, String hash, Instant queuedAt) {}

    /** The next state, and what is to be told. */
    record Transition(Run next, List<ExecutionEvent> events) {

        public Transition {
            events = List.copyOf(events);
        }
    }

    /** A release that was found good. */
    static Transition queue(Header header, int steps) {
        return new Transition(
                new Queued(header),
                List.of(
                        new RunQueued(
                                header.plan(),
                                header.run(),
                                header.database(),
                                header.hash(),
                                steps)));
    }

    /** Waits for a worker and for the database's turn. */
    record Queued(Header header) implements Run {

        /** The first step begins with the run. */
        public Transition start(PlanDocument plan, String executor, Instant now) {
            var started =
                    new RunStarted(header.plan(), header.run(), header.database(), executor, false);
            if (plan.steps().isEmpty()) {
                throw new IllegalStateException("Plan " + header.plan() + " has no steps to run");
            }
            var running =
                    new Running(header, now, plan.steps().getFirst().id(), false, false, 0L, null);
            return new Transition(running, List.of(started, running.stepStarted(plan)));
        }

        public Transition fail(String error, boolean needsOperator) {
            return new Transition(
                    new Failed(header, error, needsOperator),
                    List.of(
                            new RunFailed(
                                    header.plan(),
                                    header.run(),
                                    header.database(),
                                    error,
                                    true,
                                    needsOperator,
                                    "Nothing was started; the database is as it was.",
                                    null,
                                    false)));
        }
    }

    /**
     * A step is under way.
     *
     * @param step the one under way, or next to be tried again after a crash
     * @param awaitingSnapshot the step waits for the backup service
     * @param snapshotTaken a snapshot was taken in this run
     * @param rows changed by the steps before
     * @param version the last one reached in this run
     */
    record Running(
            Header header,
            Instant startedAt,
            StepId step,
            boolean awaitingSnapshot,
            boolean snapshotTaken,
            long rows,
            @Nullable String version)
            implements Run {

        /** The worker that let it go for the snapshot goes on with the next step. */
        public boolean snapshotJustTaken() {
            return snapshotTaken && version == null;
        }

        /** Another worker, or this one after a restart, goes on. */
        public Transition resume(String executor) {
            return new Transition(
                    this,
                    List.of(
                            new RunStarted(
                                    header.plan(),
                                    header.run(),
                                    header.database(),
                                    executor,
                                    true)));
        }

        public Transition askForSnapshot() {
            return new Transition(
                    new Running(header, startedAt, step, true, snapshotTaken, rows, version),
                    List.of(
                            new SnapshotNeeded(
                                    header.plan(), header.run(), header.database(), step)));
        }

        /** The end of a step and the start of the next are one transition. */
        public Transition completeStep(PlanDocument plan, StepResult result, Instant now) {
            var events = new ArrayList<ExecutionEvent>();
            events.add(
                    new StepCompleted(
                            header.plan(),
                            header.run(),
                            header.database(),
                            step,
                            result.duration(),
                            result.rows(),
                            result.adopted(),
                            List.of()));
            var done = plan.steps().get(step.ordinal() - 1);
            var reached =
                    done instanceof PlannedStep.ApplyScript script ? script.version() : version;
            var total = rows + result.rows();
            if (step.ordinal() == plan.steps().size()) {
                events.add(
                        new RunCompleted(
                                header.plan(),
                                header.run(),
                                header.database(),
                                Duration.between(startedAt, now),
                                total,
                                reached,
                                result.fingerprint()));
                return new Transition(new Completed(header), events);
            }
            var next =
                    new Running(
                            header,
                            startedAt,
                            new StepId(step.ordinal() + 1),
                            false,
                            snapshotTaken || done instanceof PlannedStep.Snapshot,
                            total,
                            reached);
            events.add(next.stepStarted(plan));
            return new Transition(next, events);
        }

        /** The step left nothing behind; earlier ones stand. */
        public Transition fail(StepFailure failure) {
            var state =
                    version == null
                            ? "No migration of this plan is in force; the database is as it was."
                            : "The steps before stand: the database is at version " + version + ".";
            return new Transition(
                    new Failed(header, failure.error(), failure.needsOperator()),
                    List.of(
                            new StepFailed(
                                    header.plan(),
                                    header.run(),
                                    header.database(),
                                    step,
                                    failure.error(),
                                    failure.file(),
                                    failure.statement(),
                                    failure.line(),
                                    failure.column(),
                                    failure.code(),
                                    failure.hint()),
                            new RunFailed(
                                    header.plan(),
                                    header.run(),
                                    header.database(),
                                    failure.error(),
                                    true,
                                    failure.needsOperator(),
                                    state,
                                    null,
                                    false)));
        }

        StepStarted stepStarted(PlanDocument plan) {
            return new StepStarted(
                    header.plan(),
                    header.run(),
                    header.database(),
                    step,
                    plan.steps().size(),
                    plan.steps().get(step.ordinal() - 1).sentence());
        }
    }

    /** Final. */
    record Completed(Header header) implements Run {}

    /**
     * The failing step was rolled back; earlier ones stand. Planning again goes on from there.
     *
     * @param needsOperator nothing automatic is safe: a person must look first
     */
    record Failed(Header header, String error, boolean needsOperator) implements Run {}

    /**
     * @param adopted the ledger had it already
     * @param fingerprint of the schema afterwards, where it is known
     */
    record StepResult(
            Duration duration, long rows, boolean adopted, @Nullable String fingerprint) {}

    /** Why a step failed, and where. */
    record StepFailure(
            String error,
            @Nullable String file,
            @Nullable Integer statement,
            @Nullable Integer line,
            @Nullable Integer column,
            @Nullable String code,
            @Nullable String hint,
            boolean needsOperator) {

        public static StepFailure of(String error, @Nullable String hint) {
            return new StepFailure(error, null, null, null, null, null, hint, false);
        }

        public StepFailure in(String script) {
            return new StepFailure(
                    error, script, statement, line, column, code, hint, needsOperator);
        }
    }
}
