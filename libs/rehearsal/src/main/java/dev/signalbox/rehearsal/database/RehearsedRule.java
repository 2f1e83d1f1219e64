package dev.signalbox.rehearsal.database;

import dev.signalbox.database.BackfillCounts;
import dev.signalbox.database.LeasedDatabase;
import dev.signalbox.database.RunContext;
import dev.signalbox.database.WaitPolicy;
import dev.signalbox.rehearsal.database.Moved.Kind;
import dev.signalbox.rehearsal.database.Moved.Step;
import dev.signalbox.transfer.Rule;
import dev.signalbox.transfer.RuleRun;
import dev.signalbox.transfer.TransferOptions;
import dev.signalbox.transfer.TransferOutcome;
import dev.signalbox.transfer.TransferProgress;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** A transformation rule, run to its end. */
final class RehearsedRule {

    private final Project project;
    private final Rule rule;
    private final Alarm alarm;

    RehearsedRule(Project project, Rule rule, Alarm alarm) {
        this.project = project;
        this.rule = rule;
        this.alarm = alarm;
    }

    /**
     * @param number another one for each run, so that a rule runs again when its migration does
     */
    Step run(LeasedDatabase database, RunContext context, int number) throws MoveFailedException {
        var start = System.nanoTime();
        try {
            var outcome = RuleRun.run(database, rule, "rehearsal " + number, context, options());
            return switch (outcome) {
                case TransferOutcome.Finished finished -> done(finished.counts(), start);
                case TransferOutcome.FinishedBefore before -> done(before.counts(), start);
                case TransferOutcome.Stopped stopped -> throw failed("it was stopped");
                case TransferOutcome.NotFinished not -> throw failed(not.outcome().message());
            };
        } catch (IOException e) {
            throw new MoveFailedException(named() + ": " + e.getMessage(), e);
        }
    }

    private TransferOptions options() {
        return new TransferOptions(
                null,
                // Nobody else works on the database, for whom there would have to be a pause.
                Duration.ZERO,
                null,
                alarm::isRung,
                alarm::isRung,
                WaitPolicy.NONE,
                TransferProgress.SILENT);
    }

    private Step done(BackfillCounts counts, long start) {
        return new Step(
                Kind.RULE,
                rule.id(),
                Duration.ofNanos(System.nanoTime() - start),
                counts.transformed() == 0 ? counts.written() : counts.transformed(),
                counts.failed() == 0
                        ? List.of()
                        : List.of(
                                "%,d rows could not be transformed, and were kept aside with the reason"
                                        .formatted(counts.failed())));
    }

    private String named() {
        return "the rule " + rule.id() + " (" + project.shown(rule.file().path()) + ")";
    }

    private MoveFailedException failed(String why) {
        return new MoveFailedException(named() + " failed: " + why);
    }
}
