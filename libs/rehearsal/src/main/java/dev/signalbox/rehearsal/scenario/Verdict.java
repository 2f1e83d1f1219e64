package dev.signalbox.rehearsal.scenario;

import java.util.List;

/** What became of a scenario. */
public sealed interface Verdict {

    /** It came to what it was expected to. */
    record Passed() implements Verdict {}

    /** At least one problem. */
    record Failed(List<Problem> problems) implements Verdict {

        public Failed {
            problems = List.copyOf(problems);
        }
    }

    /** It was asked for, and cannot run here. */
    record NotRun(String reason) implements Verdict {}
}
