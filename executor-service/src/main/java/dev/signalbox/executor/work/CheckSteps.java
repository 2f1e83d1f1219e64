package dev.signalbox.executor.work;

import dev.signalbox.database.QueryFinding;
import dev.signalbox.events.CheckResult;
import dev.signalbox.events.ExecutionEvent.ChecksCompleted;
import dev.signalbox.events.plan.PlannedStep;
import dev.signalbox.executor.domain.Run.StepFailure;
import dev.signalbox.executor.domain.StepResult;
import dev.signalbox.sql.SqlStatement;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Queries of the project that must return no row, and the application's own word. */
final class CheckSteps {

    private static final int LONGEST_QUERY = 2_000;

    private CheckSteps() {}

    static StepEnd check(Turn turn, PlannedStep.Check step)
            throws IOException, InterruptedException {
        var start = System.nanoTime();
        var statements = turn.scripts().statements(step.file());
        var findings =
                turn.session()
                        .look(
                                () -> {
                                    try (var reader = turn.session().database().openReader()) {
                                        return reader.check(statements, turn.remaining());
                                    }
                                });
        var report = report(step, statements, findings);
        var header = turn.header();
        var told =
                List.<dev.signalbox.events.ExecutionEvent>of(
                        new ChecksCompleted(
                                header.plan(),
                                header.run(),
                                header.database(),
                                turn.progress().step(),
                                report));
        var bad = report.stream().filter(r -> !r.passed()).toList();
        var result = StepResult.of(Duration.ofNanos(System.nanoTime() - start));
        if (bad.isEmpty()) {
            return new StepEnd.Done(result, told, null);
        }
        var sentence = sentence(step, bad);
        return step.warning()
                ? new StepEnd.Done(
                        new StepResult(result.duration(), 0, false, null, List.of(sentence)),
                        told,
                        sentence)
                : new StepEnd.Failed(
                        new StepFailure(
                                sentence,
                                step.file(),
                                bad.getFirst().statement(),
                                null,
                                null,
                                "CHECK_FAILED",
                                "Each row that the query returns is something wrong: mend the data"
                                        + " or the migration, or the check.",
                                false),
                        told);
    }

    /** Of every query, also of those that passed: what was checked is worth keeping. */
    private static List<CheckResult> report(
            PlannedStep.Check step, List<SqlStatement> statements, List<QueryFinding> findings) {
        var report = new ArrayList<CheckResult>();
        for (var i = 1; i <= statements.size(); i++) {
            var number = i;
            var query = statements.get(i - 1).text();
            report.add(
                    findings.stream()
                            .filter(f -> f.statement() == number)
                            .findFirst()
                            .map(f -> result(step, f))
                            .orElseGet(() -> passed(step, number, query)));
        }
        return report;
    }

    private static CheckResult passed(PlannedStep.Check step, int statement, String query) {
        return new CheckResult(
                step.file(), statement, shown(query), step.warning(), 0, List.of(), null);
    }

    /** Queries travel in events. */
    private static String shown(String query) {
        return query.length() > LONGEST_QUERY ? query.substring(0, LONGEST_QUERY) + "…" : query;
    }

    private static CheckResult result(PlannedStep.Check step, QueryFinding finding) {
        return new CheckResult(
                step.file(),
                finding.statement(),
                shown(finding.query()),
                step.warning(),
                finding.rows(),
                finding.sample(),
                finding.error());
    }

    private static String sentence(PlannedStep.Check step, List<CheckResult> bad) {
        var first = bad.getFirst();
        var what =
                first.error() != null
                        ? "could not be run: " + first.error()
                        : "found %,d %s (%s)"
                                .formatted(
                                        first.violations(),
                                        first.violations() == 1 ? "row" : "rows",
                                        String.join("; ", first.sample()));
        return "The check %s, query %d, %s%s"
                .formatted(
                        step.file(),
                        first.statement(),
                        what,
                        bad.size() == 1 ? "" : "; and " + (bad.size() - 1) + " more queries");
    }

    /** The first attempt that finds the application well suffices. */
    static StepEnd health(Turn turn, PlannedStep.HealthCheck step)
            throws IOException, InterruptedException {
        var start = System.nanoTime();
        var probe = new HealthProbe(turn, step);
        var last = "it was not asked";
        for (var attempt = 1; attempt <= step.attempts(); attempt++) {
            if (turn.cutShort().getAsBoolean()) {
                return new StepEnd.CutShort();
            }
            var trouble = probe.trouble();
            if (trouble.isEmpty()) {
                return new StepEnd.Done(StepResult.of(Duration.ofNanos(System.nanoTime() - start)));
            }
            last = trouble.get();
            if (turn.cutShort().getAsBoolean()
                    || (attempt < step.attempts() && !Rest.take(step.pause(), turn.cutShort()))) {
                return new StepEnd.CutShort();
            }
        }
        return new StepEnd.Failed(
                new StepFailure(
                        "The application is not well after %d %s: %s"
                                .formatted(
                                        step.attempts(),
                                        step.attempts() == 1 ? "attempt" : "attempts",
                                        last),
                        null,
                        null,
                        null,
                        null,
                        "HEALTH_CHECK_FAILED",
                        "See what the application says; 'health' of the database in signalbox.yml"
                                + " says how it is asked.",
                        false));
    }
}
