package dev.signalbox.rehearsal.scenario;

import dev.signalbox.rehearsal.suite.Scenario;
import dev.signalbox.rehearsal.suite.Suite;
import java.time.Duration;
import java.util.List;

/**
 * A scenario and what became of it.
 *
 * @param duration from the empty database to the end of the clean-up
 * @param notes what migrations, rules and checks had to say; a sentence each
 */
public record ScenarioResult(
        Suite suite, Scenario scenario, Verdict verdict, Duration duration, List<String> notes) {

    public ScenarioResult {
        notes = List.copyOf(notes);
    }
}
