package dev.signalbox.executor.domain;

import dev.signalbox.events.ExecutionEvent;
import dev.signalbox.events.ExecutionEvent.RestoreNeeded;
import dev.signalbox.events.ExecutionEvent.RunCancelled;
import dev.signalbox.events.ExecutionEvent.RunCompleted;
import dev.signalbox.events.ExecutionEvent.RunPaused;
import dev.signalbox.events.ExecutionEvent.RunStarted;
import dev.signalbox.events.ExecutionEvent.SnapshotNeeded;
import dev.signalbox.events.ExecutionEvent.StepCompleted;
import dev.signalbox.events.ExecutionEvent.StepStarted;
import dev.signalbox.events.plan.PlanDocument;
import dev.signalbox.events.plan.PlannedStep;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A step is under way. */
public record Running(Header header, Progress progress) implements Run {

    @Override
    public String state() {
        return "RUNNING";
    }

    @Override
    public List<String> waysOut() {
        return List.of("pause", "cancel");
    }

    /** The worker that let it go for the snapshot goes on with the next step. */
    public boolean snapshotJustTaken() {
        return progress.snapshotTaken() && progress.version() == null;
    }

    /** Another worker, or this one after a restart, goes on. */
    public Transition resume(String executor) {
        return new Transition(
                this,
                List.of(
                        new RunStarted(
                                header.plan(), header.run(), header.database(), executor, true)));
    }

    public Transition askForSnapshot() {
        return new Transition(
                new Running(header, progress.awaitingBackup()),
                List.of(
                        new SnapshotNeeded(
                                header.plan(), header.run(), header.database(), progress.step())));
    }

    public Transition askForRestore(PlannedStep.Restore restore) {
        return new Transition(
                new Running(header, progress.awaitingBackup()),
                List.of(
                        new RestoreNeeded(
                                header.plan(),
                                header.run(),
                                header.database(),
                                progress.step(),
                                restore.snapshot(),
                                restore.file(),
                                restore.sha256())));
    }

    /** The copy that it waited for lies ready. */
    public Running staged(String file) {
        return new Running(header, progress.staged(file));
    }

    /** The end of a step and the start of the next are one transition. */
    public Transition completeStep(PlanDocument plan, StepResult result, Instant now) {
        var events = new ArrayList<ExecutionEvent>();
        events.add(
                new StepCompleted(
                        header.plan(),
                        header.run(),
                        header.database(),
                        progress.step(),
                        result.duration(),
                        result.rows(),
                        result.adopted(),
                        result.notes()));
        var behind = progress.next(plan, result);
        if (progress.isAtLast(plan)) {
            events.add(
                    new RunCompleted(
                            header.plan(),
                            header.run(),
                            header.database(),
                            Duration.between(progress.startedAt(), now),
                            behind.rows(),
                            behind.version() == null ? plan.toVersion() : behind.version(),
                            result.fingerprint()));
            return new Transition(new Completed(header), events);
        }
        var next = new Running(header, behind);
        events.add(next.stepStarted(plan));
        return new Transition(next, events);
    }

    public Transition pause(String why) {
        return new Transition(
                new Paused(header, progress),
                List.of(
                        new RunPaused(
                                header.plan(),
                                header.run(),
                                header.database(),
                                progress.step(),
                                why)));
    }

    /** The step under way has left nothing behind, or was not begun; earlier ones stand. */
    public Transition cancel(@Nullable String reason) {
        return new Transition(
                new Cancelled(header),
                List.of(
                        new RunCancelled(
                                header.plan(),
                                header.run(),
                                header.database(),
                                Standing.sentence(progress),
                                reason)));
    }

    /** The step under way has left nothing behind; the plan says what becomes of earlier ones. */
    public Transition fail(PlanDocument plan, StepFailure failure) {
        return Failing.of(this, plan, failure);
    }

    /** It cannot go on for a reason outside its steps; nothing is undone by itself. */
    public Transition abandon(String error) {
        return Failing.standing(this, StepFailure.of(error, null));
    }

    StepStarted stepStarted(PlanDocument plan) {
        return new StepStarted(
                header.plan(),
                header.run(),
                header.database(),
                progress.step(),
                plan.steps().size(),
                progress.planned(plan).sentence());
    }
}
