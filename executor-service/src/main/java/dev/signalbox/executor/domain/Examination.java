package dev.signalbox.executor.domain;

import dev.signalbox.events.Examined;
import dev.signalbox.events.Moment;
import dev.signalbox.events.QueryTime;
import dev.signalbox.events.StepId;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What an examination found, with what the one afterwards is to be compared with.
 *
 * @param rows of the tables that were counted
 * @param dangling rows whose references point at nothing, by child and parent
 * @param danglingKnown the references could be looked at
 */
public record Examination(
        StepId step,
        Moment moment,
        Instant at,
        Duration duration,
        List<Examined> report,
        List<QueryTime> timings,
        Map<String, Long> rows,
        Map<String, Long> dangling,
        boolean danglingKnown) {

    public Examination {
        report = List.copyOf(report);
        timings = List.copyOf(timings);
        rows = Collections.unmodifiableMap(new TreeMap<>(rows));
        dangling = Collections.unmodifiableMap(new TreeMap<>(dangling));
    }

    /** Those that came out so. */
    public List<Examined> all(Examined.Outcome outcome) {
        return report.stream().filter(e -> e.outcome() == outcome).toList();
    }
}
