package dev.signalbox.executor.work;

import dev.signalbox.database.ApplyOptions;
import dev.signalbox.database.ApplyOutcome;
import dev.signalbox.database.ApplyProgress;
import dev.signalbox.database.RevertOptions;
import dev.signalbox.database.RevertOptions.Save;
import dev.signalbox.database.RevertOutcome;
import dev.signalbox.database.jar.JavaMigration;
import dev.signalbox.events.plan.PlannedStep;
import dev.signalbox.events.plan.PlannedStep.TableEffect;
import dev.signalbox.executor.domain.StepResult;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Migrations up and down, in SQL and in Java. */
final class ScriptSteps {

    private ScriptSteps() {}

    static StepEnd apply(Turn turn, PlannedStep.ApplyScript step)
            throws IOException, InterruptedException, DatabaseSession.HeldElsewhereException {
        try (var java = java(turn, step.file(), step.javaClass())) {
            var migration = turn.scripts().toApply(step, java);
            var options = options(turn, new StepTicks(turn, step));
            var outcome =
                    turn.session()
                            .<ApplyOutcome>change(
                                    held -> held.apply(migration, options),
                                    o -> o instanceof ApplyOutcome.Overtaken);
            return switch (outcome) {
                case ApplyOutcome.Applied applied -> new StepEnd.Done(result(applied));
                case ApplyOutcome.AlreadyApplied adopted ->
                        new StepEnd.Done(
                                new StepResult(adopted.row().duration(), 0, true, null, List.of()));
                case ApplyOutcome.Interrupted interrupted -> new StepEnd.CutShort();
                case ApplyOutcome other ->
                        new StepEnd.Failed(
                                Failures.of(other, turn.plan().execution().timeout())
                                        .in(step.file()));
            };
        }
    }

    /** Of migrations up from the step under way on. */
    static ApplyOptions options(Turn turn, ApplyProgress listener) {
        return turn.options(
                turn.plan().execution().force() && turn.progress().snapshotTaken(),
                listener,
                StartCheck.expected(turn.plan(), turn.progress()));
    }

    static StepResult result(ApplyOutcome.Applied applied) {
        return new StepResult(
                applied.duration(),
                applied.rows(),
                false,
                applied.after().toString(),
                applied.notes());
    }

    static StepEnd revert(Turn turn, PlannedStep.RevertScript step)
            throws IOException, InterruptedException, DatabaseSession.HeldElsewhereException {
        try (var java = java(turn, step.file(), step.javaClass())) {
            var migration = turn.scripts().toRevert(step, java);
            return reverted(
                    turn,
                    turn.session()
                            .<RevertOutcome>change(
                                    held -> held.revert(migration, options(turn, save(step))),
                                    ScriptSteps::isLost),
                    step.file());
        }
    }

    /** A migration of this run, undone because the run failed. */
    static StepEnd undo(Turn turn, PlannedStep.ApplyScript step)
            throws IOException, InterruptedException, DatabaseSession.HeldElsewhereException {
        try (var java = java(turn, step.file(), step.javaClass())) {
            var migration = turn.scripts().toRevert(step, java);
            var save = java == null ? new Save.WhatChanges() : new Save.Everything();
            return reverted(
                    turn,
                    turn.session()
                            .<RevertOutcome>change(
                                    held -> held.revert(migration, options(turn, save)),
                                    ScriptSteps::isLost),
                    step.file());
        }
    }

    private static RevertOptions options(Turn turn, Save save) {
        var force = turn.plan().execution().force();
        return new RevertOptions(
                save,
                force,
                turn.options(force && turn.progress().snapshotTaken(), ApplyProgress.SILENT, null));
    }

    private static Save save(PlannedStep.RevertScript step) {
        if (!step.saves()) {
            return new Save.Nothing();
        }
        if (step.tried()) {
            return new Save.Tables(step.effects().stream().map(TableEffect::table).toList());
        }
        return step.javaClass() == null ? new Save.WhatChanges() : new Save.Everything();
    }

    private static boolean isLost(RevertOutcome outcome) {
        return outcome instanceof RevertOutcome.NotReverted not
                && not.outcome() instanceof ApplyOutcome.Overtaken;
    }

    private static StepEnd reverted(Turn turn, RevertOutcome outcome, @Nullable String file) {
        return switch (outcome) {
            case RevertOutcome.Reverted done -> {
                var notes = new ArrayList<>(done.saved());
                notes.addAll(done.proof());
                yield new StepEnd.Done(
                        new StepResult(
                                done.duration(),
                                done.rows(),
                                false,
                                done.after().toString(),
                                notes));
            }
            case RevertOutcome.AlreadyReverted adopted -> new StepEnd.Done(StepResult.before());
            case RevertOutcome.NotReverted not
                    when not.outcome() instanceof ApplyOutcome.Interrupted ->
                    new StepEnd.CutShort();
            case RevertOutcome.NotReverted not -> {
                var failure = Failures.of(not.outcome(), turn.plan().execution().timeout());
                yield new StepEnd.Failed(file == null ? failure : failure.in(file));
            }
        };
    }

    private static @Nullable JavaMigration java(
            Turn turn, @Nullable String file, @Nullable String javaClass) throws IOException {
        return javaClass == null || file == null
                ? null
                : JavaMigration.load(turn.scripts().file(file).content(), javaClass);
    }
}
