package dev.signalbox.cli.scenario;

import dev.signalbox.cli.text.Amounts;
import dev.signalbox.rehearsal.scenario.ScenarioResult;
import dev.signalbox.rehearsal.scenario.Verdict;
import java.time.Duration;
import java.util.List;

/**
 * What came of a project's suites.
 *
 * @param notes of the whole; a sentence each
 */
public record TestReport(
        String database, List<ScenarioResult> results, Duration duration, List<String> notes) {

    public TestReport {
        results = List.copyOf(results);
        notes = List.copyOf(notes);
    }

    public long passed() {
        return count(Verdict.Passed.class);
    }

    public long failed() {
        return count(Verdict.Failed.class);
    }

    public long notRun() {
        return count(Verdict.NotRun.class);
    }

    private long count(Class<? extends Verdict> kind) {
        return results.stream().filter(result -> kind.isInstance(result.verdict())).count();
    }

    /** One line. */
    public String sum() {
        return Amounts.count(results.size(), "scenario", "scenarios")
                + ": "
                + Amounts.count(passed())
                + " passed, "
                + Amounts.count(failed())
                + " failed"
                + (notRun() == 0 ? "" : ", " + Amounts.count(notRun()) + " not run")
                + " in "
                + Amounts.duration(duration);
    }
}
