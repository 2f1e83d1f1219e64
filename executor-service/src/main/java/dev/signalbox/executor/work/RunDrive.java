package dev.signalbox.executor.work;

import dev.signalbox.database.ApplyOptions;
import dev.signalbox.database.ApplyOutcome;
import dev.signalbox.database.DatabaseException;
import dev.signalbox.database.ManagedDatabase;
import dev.signalbox.database.failpoint.FailPoints;
import dev.signalbox.events.plan.PlanDocument;
import dev.signalbox.events.plan.PlannedStep;
import dev.signalbox.executor.domain.Run;
import dev.signalbox.executor.domain.Run.StepFailure;
import dev.signalbox.executor.domain.Run.StepResult;
import dev.signalbox.executor.store.BundleStore;
import dev.signalbox.executor.store.RunStore;
import dev.signalbox.runtime.ServiceSpine;
import dev.signalbox.runtime.outbox.Cause;
import dev.signalbox.runtime.store.Transaction;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jboss.logging.Logger;

/**
 * One leased run, carried on until it ends, waits for a snapshot, or is let go. Whatever was done
 * on the database before a crash is recognised in its ledger and not done again.
 */
final class RunDrive {

    private static final Logger LOG = Logger.getLogger(RunDrive.class);

    private final ServiceSpine spine;
    private final RunStore runs;
    private final BundleStore bundles;
    private final Databases databases;
    private final String executor;
    private final WorkLimits limits;
    private final FailPoints failPoints;
    private final Cause cause;
    private final BooleanSupplier letGo;
    private final long startedNanos = System.nanoTime();
    private Run run;

    RunDrive(
            ServiceSpine spine,
            RunStore runs,
            BundleStore bundles,
            Databases databases,
            String executor,
            WorkLimits limits,
            FailPoints failPoints,
            RunStore.Stored stored,
            BooleanSupplier letGo) {
        this.spine = spine;
        this.runs = runs;
        this.bundles = bundles;
        this.databases = databases;
        this.executor = executor;
        this.limits = limits;
        this.failPoints = failPoints;
        this.cause = stored.cause();
        this.letGo = letGo;
        this.run = stored.run();
    }

    void go() throws InterruptedException {
        var plan = readPlan();
        var database = databases.find(run.header().database());
        if (database.isEmpty()) {
            abandon(
                    "The executor does not know the database '"
                            + run.header().database()
                            + "'; it reads its own signalbox.yml");
            return;
        }
        var session =
                new DatabaseSession(spine, runs, database.get(), executor, limits, run, cause);
        try {
            carryOn(plan, database.get(), session);
        } catch (LeaseLostException e) {
            LOG.warnf(
                    "Run %s is another worker's now, who will tell what it comes to",
                    run.header().run());
        }
        session.release();
        if (run instanceof Run.Running running && letGo.getAsBoolean()) {
            LOG.infof("Run %s is let go at step %s", running.header().run(), running.step());
            spine.store().change(tx -> runs.release(tx, running.header().run(), executor));
        }
    }

    private void carryOn(PlanDocument plan, ManagedDatabase database, DatabaseSession session)
            throws InterruptedException {
        if (!begin(plan, database, session)) {
            return;
        }
        while (run instanceof Run.Running running && !letGo.getAsBoolean()) {
            failPoints.hit("executor.before-step");
            if (!step(plan, running, session)) {
                return;
            }
        }
    }

    /** Starts or resumes the run; false when it ended instead. */
    private boolean begin(PlanDocument plan, ManagedDatabase database, DatabaseSession session)
            throws InterruptedException {
        Optional<String> obstacle;
        try {
            obstacle = session.look(() -> StartCheck.obstacle(database, plan));
        } catch (DatabaseException e) {
            obstacle = Optional.of(e.database() + ": " + e.problem() + ". " + e.remedy());
        }
        if (obstacle.isPresent()) {
            abandon(obstacle.get());
            return false;
        }
        switch (run) {
            case Run.Queued queued -> save(queued.start(plan, executor, spine.clock().instant()));
            case Run.Running running -> {
                if (!running.snapshotJustTaken()) {
                    save(running.resume(executor));
                }
            }
            case Run.Completed completed -> throw new IllegalStateException("Leased after its end");
            case Run.Failed failed -> throw new IllegalStateException("Leased after its end");
        }
        failPoints.hit("executor.after-begin");
        return true;
    }

    /** Returns false when the run cannot go on now. */
    private boolean step(PlanDocument plan, Run.Running running, DatabaseSession session)
            throws InterruptedException {
        return switch (plan.steps().get(running.step().ordinal() - 1)) {
            case PlannedStep.Snapshot snapshot -> {
                spine.store()
                        .change(
                                tx -> {
                                    confirm(tx);
                                    runs.save(tx, running.askForSnapshot(), cause);
                                    runs.release(tx, running.header().run(), executor);
                                });
                failPoints.hit("executor.after-snapshot-asked");
                yield false;
            }
            case PlannedStep.ApplyScript script -> apply(plan, running, script, session);
            case PlannedStep.RevertScript other -> throw new IllegalStateException("Not yet");
            case PlannedStep.Restore other -> throw new IllegalStateException("Not yet");
            case PlannedStep.Check other -> throw new IllegalStateException("Not yet");
            case PlannedStep.HealthCheck other -> throw new IllegalStateException("Not yet");
            case PlannedStep.Hook other -> throw new IllegalStateException("Not yet");
            case PlannedStep.RepairHistory other -> throw new IllegalStateException("Not yet");
            case PlannedStep.MarkApplied other -> throw new IllegalStateException("Not yet");
        };
    }

    private boolean apply(
            PlanDocument plan,
            Run.Running running,
            PlannedStep.ApplyScript script,
            DatabaseSession session)
            throws InterruptedException {
        var remaining = plan.execution().timeout().minusNanos(System.nanoTime() - startedNanos);
        if (remaining.isNegative()) {
            return fail(running, timedOut(plan.execution().timeout()));
        }
        var progress = new StepTicks(spine, running, script, cause);
        var allowLostRows = plan.execution().force() && running.snapshotTaken();
        ApplyOutcome outcome;
        try {
            var migration = Scripts.migration(plan, script, running.header(), cause, executor);
            outcome =
                    session.apply(
                            migration,
                            new ApplyOptions(
                                    allowLostRows,
                                    remaining,
                                    letGo,
                                    progress,
                                    session.waitPolicy(),
                                    StartCheck.expected(plan, running)));
        } catch (DatabaseException e) {
            return fail(running, Failures.of(e).in(script.file()));
        } catch (DatabaseSession.HeldElsewhereException e) {
            return fail(running, Failures.heldElsewhere(e));
        } catch (IOException e) {
            return fail(
                    running,
                    StepFailure.of(String.valueOf(e.getMessage()), null).in(script.file()));
        }
        failPoints.hit("executor.after-apply");
        return settle(plan, running, script, outcome);
    }

    private boolean settle(
            PlanDocument plan,
            Run.Running running,
            PlannedStep.ApplyScript script,
            ApplyOutcome outcome) {
        return switch (outcome) {
            case ApplyOutcome.Applied applied ->
                    complete(
                            plan,
                            running,
                            new StepResult(
                                    applied.duration(),
                                    applied.rows(),
                                    false,
                                    applied.after().toString()));
            case ApplyOutcome.AlreadyApplied adopted ->
                    complete(
                            plan, running, new StepResult(adopted.row().duration(), 0, true, null));
            case ApplyOutcome.Interrupted interrupted -> false;
            case ApplyOutcome.TimedOut timedOut ->
                    fail(running, timedOut(plan.execution().timeout()).in(script.file()));
            case ApplyOutcome.Failed failed ->
                    fail(running, Failures.of(failed.error()).in(script.file()));
            case ApplyOutcome.GuardTripped guard ->
                    fail(running, Failures.of(guard).in(script.file()));
            case ApplyOutcome.AppliedDifferently differently ->
                    fail(running, StepFailure.of(differently.message(), null).in(script.file()));
            case ApplyOutcome.Drifted drifted ->
                    fail(running, StepFailure.of(drifted.message(), null).in(script.file()));
            case ApplyOutcome.Overtaken overtaken ->
                    fail(running, Failures.of(overtaken).in(script.file()));
        };
    }

    private static StepFailure timedOut(Duration limit) {
        return StepFailure.of(
                "The run took longer than " + limit + "; the step under way was rolled back",
                "Give it longer (--timeout, or maxDuration of the environment), and request the plan"
                        + " again: it goes on from where it stands.");
    }

    private boolean complete(PlanDocument plan, Run.Running running, StepResult result) {
        save(running.completeStep(plan, result, spine.clock().instant()));
        failPoints.hit("executor.after-step-saved");
        return true;
    }

    /** What was cut short by letting go is no failure: whoever goes on tries it again. */
    private boolean fail(Run.Running running, StepFailure failure) {
        if (!letGo.getAsBoolean()) {
            save(running.fail(failure));
        }
        return false;
    }

    /** Ends a run that cannot begin, or cannot go on, for a reason outside its steps. */
    private void abandon(String error) {
        switch (run) {
            case Run.Queued queued -> save(queued.fail(error, false));
            case Run.Running running -> save(running.fail(StepFailure.of(error, null)));
            case Run.Completed completed -> throw new IllegalStateException("Leased after its end");
            case Run.Failed failed -> throw new IllegalStateException("Leased after its end");
        }
    }

    private void save(Run.Transition transition) {
        spine.store()
                .change(
                        tx -> {
                            confirm(tx);
                            runs.save(tx, transition, cause);
                        });
        run = transition.next();
    }

    private void confirm(Transaction tx) {
        if (!runs.isHeld(tx, run.header().run(), executor)) {
            throw new LeaseLostException();
        }
    }

    /** Somebody else works on the run: nothing of it is this worker's to write any more. */
    private static final class LeaseLostException extends RuntimeException {

        private static final long serialVersionUID = 1L;
    }

    private PlanDocument readPlan() {
        var bundle = spine.store().read(tx -> bundles.find(tx, run.header().plan()));
        try {
            return bundle.orElseThrow().document();
        } catch (IOException e) {
            throw new IllegalStateException(
                    "The bundle of plan " + run.header().plan() + " was good when it was queued",
                    e);
        }
    }
}
