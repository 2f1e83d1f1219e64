package dev.signalbox.executor.work;

import dev.signalbox.events.Examined;
import dev.signalbox.events.Examined.Outcome;
import dev.signalbox.events.ExecutionEvent;
import dev.signalbox.events.ExecutionEvent.ExaminationCompleted;
import dev.signalbox.events.plan.PlannedStep;
import dev.signalbox.executor.domain.Examination;
import dev.signalbox.executor.domain.Run.StepFailure;
import dev.signalbox.executor.domain.StepResult;
import dev.signalbox.executor.store.ExaminationStore;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;

/** The database examined before and after a plan's changes, and the report of it kept. */
final class ExamineSteps {

    private ExamineSteps() {}

    static StepEnd examine(Turn turn, PlannedStep.Examine step)
            throws IOException, InterruptedException {
        var store = new ExaminationStore(turn.spine().store());
        var run = turn.header().run();
        var examination =
                switch (step.moment()) {
                    case BEFORE -> new BeforeChanges(turn, step).examine();
                    case AFTER ->
                            new AfterChanges(turn, step, store.before(run).orElse(null)).examine();
                };
        store.keep(run, examination);
        return end(turn, examination);
    }

    private static StepEnd end(Turn turn, Examination found) {
        var told = List.<ExecutionEvent>of(event(turn, found));
        var failed = found.all(Outcome.FAILED);
        if (!failed.isEmpty()) {
            var first = failed.getFirst();
            return new StepEnd.Failed(
                    new StepFailure(
                            sentences(failed),
                            null,
                            null,
                            null,
                            null,
                            "EXAMINATION_FAILED",
                            first.remedy(),
                            false),
                    told);
        }
        var warnings = found.all(Outcome.WARNING);
        var notes =
                Stream.of(warnings, found.all(Outcome.NOTED))
                        .flatMap(List::stream)
                        .map(Examined::sentence)
                        .toList();
        return new StepEnd.Done(
                new StepResult(found.duration(), 0, false, null, notes),
                told,
                warnings.isEmpty() ? null : sentences(warnings));
    }

    private static ExaminationCompleted event(Turn turn, Examination found) {
        var header = turn.header();
        return new ExaminationCompleted(
                header.plan(),
                header.run(),
                header.database(),
                found.step(),
                found.moment(),
                found.report(),
                found.timings());
    }

    private static String sentences(List<Examined> found) {
        return String.join(" ", found.stream().map(Examined::sentence).toList());
    }
}
