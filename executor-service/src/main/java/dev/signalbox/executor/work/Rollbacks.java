package dev.signalbox.executor.work;

import dev.signalbox.database.Schema;
import dev.signalbox.database.failpoint.FailPoints;
import dev.signalbox.events.ExecutionEvent;
import dev.signalbox.events.RollbackWay;
import dev.signalbox.events.plan.PlannedStep;
import dev.signalbox.executor.domain.RollingBack;
import dev.signalbox.executor.domain.StepResult;
import dev.signalbox.executor.store.RunStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Undoes what a run has applied, and then looks whether all is as it was. What was undone before a
 * crash is known to the ledger and not undone again.
 */
final class Rollbacks {

    private final RunDrive drive;
    private final RunStore runs;
    private final FailPoints failPoints;
    private final List<String> proof = new ArrayList<>();

    Rollbacks(RunDrive drive, RunStore runs, FailPoints failPoints) {
        this.drive = drive;
        this.runs = runs;
        this.failPoints = failPoints;
    }

    /** Returns false when it cannot go on now. */
    boolean goOn(RollingBack back, Turn turn) throws InterruptedException {
        failPoints.hit("executor.before-undo");
        return switch (back.rollback().way()) {
            case DOWN_SCRIPTS -> byScripts(back, turn);
            case SNAPSHOT -> bySnapshot(back, turn);
            case TRANSACTION -> throw new IllegalStateException("Undone by the engine itself");
        };
    }

    private boolean byScripts(RollingBack back, Turn turn) throws InterruptedException {
        var remaining = back.rollback().remaining(turn.plan());
        if (remaining.isEmpty()) {
            return finish(back, turn);
        }
        var told =
                remaining.size() == back.progress().applied(turn.plan()).size()
                        ? Reactions.run(turn, "before-rollback")
                        : List.<ExecutionEvent>of();
        var script = remaining.getFirst();
        var end = undoRules(turn, script);
        if (end instanceof StepEnd.Done) {
            end = Steps.guarded(() -> ScriptSteps.undo(turn, script));
        }
        failPoints.hit("executor.after-undo");
        return switch (end) {
            case StepEnd.Done done -> {
                proof.addAll(done.result().notes());
                drive.save(back.reverted(script, done.result()).after(told));
                failPoints.hit("executor.after-undo-saved");
                yield true;
            }
            case StepEnd.Failed failed -> {
                var why =
                        "The way back of %s failed: %s"
                                .formatted(script.migration(), failed.failure().error());
                drive.save(back.failOver(turn.plan(), why).after(told));
                yield true;
            }
            case StepEnd.CutShort cut -> false;
            case StepEnd.Asks asks -> throw new IllegalStateException("A script asks nobody");
        };
    }

    /**
     * What the rules behind a migration wrote is theirs to take back; of one that does not say how,
     * the migration's DOWN section takes it away.
     */
    private StepEnd undoRules(Turn turn, PlannedStep.ApplyScript script)
            throws InterruptedException {
        var begun = turn.plan().steps().subList(0, turn.progress().step().ordinal());
        for (var step : begun.reversed()) {
            if (step instanceof PlannedStep.Backfill rule
                    && rule.reversible()
                    && script.migration().equals(rule.after())) {
                var end = Steps.guarded(() -> BackfillSteps.undo(turn, rule));
                if (!(end instanceof StepEnd.Done done)) {
                    return end;
                }
                failPoints.hit("executor.after-rule-undone");
                proof.add(
                        "What "
                                + rule.rule()
                                + " wrote is taken back: "
                                + "%,d rows changed".formatted(done.result().rows()));
            }
        }
        return new StepEnd.Done(StepResult.of(Duration.ZERO));
    }

    private boolean bySnapshot(RollingBack back, Turn turn) throws InterruptedException {
        var manifest = runs.snapshots(turn.header().run()).getFirst();
        var staged = back.progress().staged();
        if (staged == null) {
            drive.ask(back.askForSnapshot(manifest));
            return false;
        }
        var end =
                Steps.guarded(
                        () ->
                                RestoreStep.restore(
                                        turn,
                                        staged,
                                        manifest.fingerprint(),
                                        manifest.snapshot().toString()));
        failPoints.hit("executor.after-undo");
        return switch (end) {
            case StepEnd.Done done -> {
                proof.addAll(done.result().notes());
                yield finish(back, turn);
            }
            case StepEnd.Failed failed -> {
                drive.save(back.failOver(turn.plan(), failed.failure().error()));
                yield true;
            }
            case StepEnd.CutShort cut -> false;
            case StepEnd.Asks asks -> throw new IllegalStateException("A restore asks nobody");
        };
    }

    /** A rollback that did not bring the schema back is none, and is not to be called one. */
    private boolean finish(RollingBack back, Turn turn) throws InterruptedException {
        var difference = turn.session().look(() -> difference(turn));
        if (!difference.isEmpty() && back.rollback().way() == RollbackWay.DOWN_SCRIPTS) {
            drive.save(
                    back.failOver(
                            turn.plan(),
                            "The DOWN sections ran, but the schema is not what it was before the"
                                    + " run: "
                                    + difference));
            return true;
        }
        proof.add(
                difference.isEmpty()
                        ? "The schema is what it was before the run."
                        : "The schema is the snapshot's.");
        var told = Reactions.run(turn, "after-rollback");
        drive.save(back.complete(turn.plan(), proof).after(told));
        failPoints.hit("executor.after-rolled-back");
        return true;
    }

    /** Hooks in SQL may have changed the schema on purpose; then nothing can be said. */
    private static String difference(Turn turn) {
        var start = turn.plan().start().fingerprint();
        var hooks =
                turn.plan().steps().stream()
                        .anyMatch(s -> s instanceof PlannedStep.Hook hook && !hook.executable());
        if (hooks) {
            return "";
        }
        try (var reader = turn.session().database().openReader()) {
            var schema = reader.observe().schema();
            var same =
                    start.equals("absent")
                            ? schema.equals(Schema.EMPTY)
                            : schema.fingerprint().toString().equals(start);
            return same ? "" : "fingerprint %s, then %s".formatted(schema.fingerprint(), start);
        }
    }
}
