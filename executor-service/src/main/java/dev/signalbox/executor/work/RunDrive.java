package dev.signalbox.executor.work;

import dev.signalbox.database.DatabaseException;
import dev.signalbox.database.ManagedDatabase;
import dev.signalbox.database.failpoint.FailPoints;
import dev.signalbox.events.plan.PlanDocument;
import dev.signalbox.executor.domain.Progress;
import dev.signalbox.executor.domain.Queued;
import dev.signalbox.executor.domain.RollingBack;
import dev.signalbox.executor.domain.Run;
import dev.signalbox.executor.domain.Running;
import dev.signalbox.executor.domain.StepResult;
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
import org.jspecify.annotations.Nullable;

/**
 * One leased run, carried on until it ends, waits for somebody, or is let go. Whatever was done on
 * the database before a crash is recognised in its ledger and not done again.
 */
final class RunDrive {

    private static final Logger LOG = Logger.getLogger(RunDrive.class);

    private final ServiceSpine spine;
    private final RunStore runs;
    private final BundleStore bundles;
    private final Databases databases;
    private final Steering steering;
    private final String executor;
    private final WorkLimits limits;
    private final FailPoints failPoints;
    private final Cause cause;
    private final BooleanSupplier letGo;
    private final CancelWatch cancelWatch;
    private final TogetherSteps together = new TogetherSteps();
    private @Nullable PlannedMigrations migrations;
    private long startedNanos = System.nanoTime();
    private Run run;

    RunDrive(
            ServiceSpine spine,
            RunStore runs,
            BundleStore bundles,
            Databases databases,
            Steering steering,
            String executor,
            WorkLimits limits,
            FailPoints failPoints,
            RunStore.Stored stored,
            BooleanSupplier letGo) {
        this.spine = spine;
        this.runs = runs;
        this.bundles = bundles;
        this.databases = databases;
        this.steering = steering;
        this.executor = executor;
        this.limits = limits;
        this.failPoints = failPoints;
        this.cause = stored.cause();
        this.letGo = letGo;
        this.run = stored.run();
        this.cancelWatch = new CancelWatch(steering, run.header().plan(), letGo);
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
        if (letGo.getAsBoolean() && (run instanceof Running || run instanceof RollingBack)) {
            LOG.infof("Run %s is let go", run.header().run());
            spine.store().change(tx -> runs.release(tx, run.header().run(), executor));
        }
    }

    private void carryOn(PlanDocument plan, ManagedDatabase database, DatabaseSession session)
            throws InterruptedException {
        obey();
        if (!begin(plan, database, session)) {
            return;
        }
        var rollbacks = new Rollbacks(this, runs, failPoints);
        var goesOn = true;
        while (goesOn && !letGo.getAsBoolean()) {
            obey();
            goesOn =
                    switch (run) {
                        case Running running -> step(plan, running, session);
                        case RollingBack back ->
                                rollbacks.goOn(back, turn(plan, back.progress(), session));
                        default -> false;
                    };
        }
    }

    /** What was asked for while a step was under way. */
    private void obey() {
        if (steering.isAnythingWanted(run.header().plan())) {
            run =
                    spine.store()
                            .write(
                                    tx -> {
                                        confirm(tx);
                                        return steering.obey(tx, run.header().plan());
                                    });
            failPoints.hit("executor.after-obeyed");
        }
    }

    /** Starts or resumes the run; false when it ended instead, or stands still. */
    private boolean begin(PlanDocument plan, ManagedDatabase database, DatabaseSession session)
            throws InterruptedException {
        if (run instanceof RollingBack) {
            return true;
        }
        if (!(run instanceof Queued) && !(run instanceof Running)) {
            return false;
        }
        Optional<String> obstacle;
        try {
            obstacle = session.look(() -> StartCheck.obstacle(database, plan, run));
        } catch (DatabaseException e) {
            obstacle = Optional.of(e.database() + ": " + e.problem() + ". " + e.remedy());
        }
        if (obstacle.isPresent()) {
            abandon(obstacle.get());
            return false;
        }
        if (run instanceof Queued queued) {
            save(queued.start(plan, executor, spine.clock().instant()));
        } else if (run instanceof Running running && !running.snapshotJustTaken()) {
            save(running.resume(executor));
        }
        failPoints.hit("executor.after-begin");
        return true;
    }

    /** Returns false when the run cannot go on now. */
    private boolean step(PlanDocument plan, Running running, DatabaseSession session)
            throws InterruptedException {
        failPoints.hit("executor.before-step");
        var turn = turn(plan, running.progress(), session);
        var end =
                turn.remaining().isNegative()
                        ? new StepEnd.Failed(Failures.timedOut(plan.execution().timeout()))
                        : Steps.take(turn, running, together);
        failPoints.hit("executor.after-apply");
        return switch (end) {
            case StepEnd.Done done -> completed(plan, running, done);
            case StepEnd.Failed failed -> failed(plan, running, turn, failed);
            case StepEnd.Asks asks -> {
                ask(asks.transition());
                yield false;
            }
            case StepEnd.CutShort cut -> steering.isAnythingWanted(run.header().plan());
        };
    }

    private boolean completed(PlanDocument plan, Running running, StepEnd.Done done)
            throws InterruptedException {
        var transition = completed(plan, running, done.result()).after(done.told());
        for (var result : done.further()) {
            transition = transition.then(completed(plan, transition.next(), result));
        }
        var warning = done.warning();
        if (warning != null
                && !plan.execution().continueOnWarning()
                && transition.next() instanceof Running next) {
            transition = transition.then(next.pause(warning));
        }
        save(transition);
        failPoints.hit("executor.after-step-saved");
        rest(plan.execution().pauseBetweenSteps());
        return true;
    }

    private Run.Transition completed(PlanDocument plan, Run at, StepResult result) {
        if (!(at instanceof Running running)) {
            throw new IllegalStateException("A step is done of a run that is " + at.state());
        }
        return running.completeStep(plan, result, spine.clock().instant());
    }

    /** Resting is no work: it does not count against the run's time. */
    private void rest(Duration pause) throws InterruptedException {
        if (pause.isZero() || !(run instanceof Running)) {
            return;
        }
        var before = System.nanoTime();
        var plan = run.header().plan();
        var unused =
                Rest.take(pause, () -> letGo.getAsBoolean() || steering.isAnythingWanted(plan));
        startedNanos += System.nanoTime() - before;
    }

    /** What was cut short by letting go is no failure: whoever goes on tries it again. */
    private boolean failed(PlanDocument plan, Running running, Turn turn, StepEnd.Failed failed)
            throws InterruptedException {
        if (letGo.getAsBoolean()) {
            return false;
        }
        if (cancelWatch.isCancelWanted() && turn.cutShort().getAsBoolean()) {
            return true;
        }
        var told = Reactions.run(turn, "on-failure");
        save(running.fail(plan, failed.failure()).after(told).after(failed.told()));
        failPoints.hit("executor.after-failure-saved");
        return true;
    }

    /** Asks the backup service, and lets the run go until it answers. */
    void ask(Run.Transition transition) {
        var id = run.header();
        run =
                spine.store()
                        .write(
                                tx -> {
                                    confirm(tx);
                                    runs.save(tx, transition, cause);
                                    runs.release(tx, id.run(), executor);
                                    return steering.obey(tx, id.plan());
                                });
        failPoints.hit("executor.after-asked");
    }

    /** Ends a run that cannot begin, or cannot go on, for a reason outside its steps. */
    private void abandon(String error) {
        switch (run) {
            case Queued queued -> save(queued.fail(error, false));
            case Running running -> save(running.abandon(error));
            case RollingBack back -> save(back.failOver(readPlan(), error));
            default -> throw new IllegalStateException("Leased as " + run.state());
        }
    }

    void save(Run.Transition transition) {
        run =
                spine.store()
                        .write(
                                tx -> {
                                    confirm(tx);
                                    runs.save(tx, transition, cause);
                                    // Nobody is at it any more who would look later.
                                    return runs.isLeased(tx, transition.next().header().run())
                                            ? transition.next()
                                            : steering.obey(tx, transition.next().header().plan());
                                });
    }

    private Turn turn(PlanDocument plan, Progress progress, DatabaseSession session) {
        var remaining = plan.execution().timeout().minusNanos(System.nanoTime() - startedNanos);
        if (migrations == null) {
            migrations = new PlannedMigrations(plan);
        }
        BooleanSupplier cutShort = run instanceof RollingBack ? letGo : cancelWatch;
        return new Turn(
                spine,
                plan,
                run.header(),
                progress,
                session,
                new Scripts(plan, migrations, run.header(), cause, executor),
                cause,
                cutShort,
                run instanceof RollingBack ? letGo : cancelWatch::isAnythingWanted,
                run instanceof RollingBack ? plan.execution().timeout() : remaining);
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
