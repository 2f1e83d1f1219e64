package dev.signalbox.executor.work;

import dev.signalbox.database.ApplyOutcome;
import dev.signalbox.database.BackfillCounts;
import dev.signalbox.events.ExecutionEvent;
import dev.signalbox.events.ExecutionEvent.BackfillCompleted;
import dev.signalbox.events.plan.PlannedStep;
import dev.signalbox.executor.domain.Run.StepFailure;
import dev.signalbox.executor.domain.StepResult;
import dev.signalbox.transfer.LoadedRule;
import dev.signalbox.transfer.Rule;
import dev.signalbox.transfer.RuleRun;
import dev.signalbox.transfer.TransferOptions;
import dev.signalbox.transfer.TransferOutcome;
import dev.signalbox.transfer.TransferProgress;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rules that transform rows. The ledger knows how far each is, so that a step goes on there. */
final class BackfillSteps {

    private BackfillSteps() {}

    static StepEnd run(Turn turn, PlannedStep.Backfill step)
            throws IOException, InterruptedException, DatabaseSession.HeldElsewhereException {
        var rule = turn.scripts().rule(step);
        if (step.takesBack()) {
            return ended(turn, step, undone(turn, rule, step, key(turn, step)));
        }
        try (var loaded = LoadedRule.load(rule)) {
            var options = options(turn, step, new BackfillTicks(turn, turn.progress().step()));
            return ended(
                    turn,
                    step,
                    turn.session()
                            .<TransferOutcome>change(
                                    held ->
                                            RuleRun.run(
                                                    held,
                                                    loaded,
                                                    key(turn, step),
                                                    turn.scripts().context(),
                                                    options),
                                    BackfillSteps::isLost));
        }
    }

    /** A rule of this run, taken back because the run failed. */
    static StepEnd undo(Turn turn, PlannedStep.Backfill step)
            throws IOException, InterruptedException, DatabaseSession.HeldElsewhereException {
        var rule = turn.scripts().rule(step);
        return ended(turn, step, undone(turn, rule, step, key(turn, step) + "/undo"));
    }

    private static TransferOutcome undone(
            Turn turn, Rule rule, PlannedStep.Backfill step, String key)
            throws InterruptedException, DatabaseSession.HeldElsewhereException {
        var options = options(turn, step, TransferProgress.SILENT);
        return turn.session()
                .change(
                        held -> RuleRun.undo(held, rule, key, turn.scripts().context(), options),
                        BackfillSteps::isLost);
    }

    private static String key(Turn turn, PlannedStep.Backfill step) {
        return turn.header().run() + "/" + step.id().ordinal();
    }

    private static TransferOptions options(
            Turn turn, PlannedStep.Backfill step, TransferProgress progress) {
        return new TransferOptions(
                step.batchSize(),
                step.pauseBetweenBatches(),
                turn.remaining(),
                turn.cutShort(),
                turn.wanted(),
                turn.session().waitPolicy(),
                progress);
    }

    private static boolean isLost(TransferOutcome outcome) {
        return outcome instanceof TransferOutcome.NotFinished not
                && not.outcome() instanceof ApplyOutcome.Overtaken;
    }

    private static StepEnd ended(Turn turn, PlannedStep.Backfill step, TransferOutcome outcome) {
        return switch (outcome) {
            case TransferOutcome.Finished it -> done(turn, step, it.counts(), it.elapsed(), false);
            case TransferOutcome.FinishedBefore it ->
                    done(turn, step, it.counts(), Duration.ZERO, true);
            case TransferOutcome.Stopped it -> new StepEnd.CutShort();
            case TransferOutcome.NotFinished it
                    when it.outcome() instanceof ApplyOutcome.Interrupted ->
                    new StepEnd.CutShort();
            case TransferOutcome.NotFinished it -> new StepEnd.Failed(failure(turn, step, it));
        };
    }

    private static StepFailure failure(
            Turn turn, PlannedStep.Backfill step, TransferOutcome.NotFinished outcome) {
        return outcome.outcome() instanceof ApplyOutcome.TimedOut
                ? StepFailure.of(
                        "The run took longer than %s; the batch under way was rolled back, and the %,d rows before it stand"
                                .formatted(
                                        turn.plan().execution().timeout(), outcome.counts().read()),
                        "Give it longer (--timeout, or maxDuration of the environment).")
                : Failures.of(outcome.outcome(), turn.plan().execution().timeout()).in(step.file());
    }

    private static StepEnd done(
            Turn turn,
            PlannedStep.Backfill step,
            BackfillCounts counts,
            Duration elapsed,
            boolean before) {
        var header = turn.header();
        var told =
                List.<ExecutionEvent>of(
                        new BackfillCompleted(
                                header.plan(),
                                header.run(),
                                header.database(),
                                step.id(),
                                step.rule(),
                                step.takesBack(),
                                counts.transformed(),
                                counts.skipped(),
                                counts.failed(),
                                counts.written(),
                                counts.batches(),
                                elapsed));
        return new StepEnd.Done(
                new StepResult(
                        elapsed, counts.written(), before, null, List.of(sentence(step, counts))),
                told,
                warning(step, counts));
    }

    private static String sentence(PlannedStep.Backfill step, BackfillCounts counts) {
        if (step.takesBack()) {
            return "%s is taken back: %,d rows changed".formatted(step.rule(), counts.written());
        }
        return step.source() == null
                ? "%s wrote %,d rows".formatted(step.rule(), counts.written())
                : "%s: of %,d rows %,d transformed, %,d skipped, %,d failed, in %,d %s"
                        .formatted(
                                step.rule(),
                                counts.read(),
                                counts.transformed(),
                                counts.skipped(),
                                counts.failed(),
                                counts.batches(),
                                counts.batches() == 1 ? "batch" : "batches");
    }

    private static @Nullable String warning(PlannedStep.Backfill step, BackfillCounts counts) {
        return counts.failed() == 0
                ? null
                : "%,d %s of %s could not be transformed by %s; see signalbox transform --failed %s"
                        .formatted(
                                counts.failed(),
                                counts.failed() == 1 ? "row" : "rows",
                                step.source(),
                                step.rule(),
                                step.rule());
    }
}
