package dev.signalbox.rehearsal.scenario;

import dev.signalbox.rehearsal.suite.Scenario;
import dev.signalbox.rehearsal.suite.Suite;
import dev.signalbox.sql.Nearest;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Which scenarios are to run.
 *
 * @param suites ids; empty for all
 * @param tags at least one of which the scenario or its suite has; empty for all
 * @param scenarios ids, as {@code id} or {@code suite/id}; empty for all
 */
public record Selection(Set<String> suites, Set<String> tags, Set<String> scenarios) {

    public Selection {
        suites = Set.copyOf(suites);
        tags = Set.copyOf(tags);
        scenarios = Set.copyOf(scenarios);
    }

    /** What of the suites is selected; suites without any such scenario are left out. */
    public List<Suite> of(List<Suite> all) {
        return all.stream()
                .filter(suite -> suites.isEmpty() || suites.contains(suite.id()))
                .map(suite -> suite.with(scenarios(suite)))
                .filter(suite -> !suite.scenarios().isEmpty())
                .toList();
    }

    private List<Scenario> scenarios(Suite suite) {
        return suite.scenarios().stream()
                .filter(
                        one ->
                                scenarios.isEmpty()
                                        || scenarios.contains(one.id())
                                        || scenarios.contains(suite.id() + "/" + one.id()))
                .filter(
                        one ->
                                tags.isEmpty()
                                        || suite.tags().stream().anyMatch(tags::contains)
                                        || one.tags().stream().anyMatch(tags::contains))
                .toList();
    }

    /**
     * What it names that there is not: a sentence and a remedy.
     *
     * @param message what there is not
     * @param remedy what there is
     */
    public record Unknown(String message, String remedy) {}

    /** The first name that nothing has; empty when each has something. */
    public Optional<Unknown> unknown(List<Suite> all) {
        var suiteIds = all.stream().map(Suite::id).toList();
        var tagged = new ArrayList<String>();
        var ids = new ArrayList<String>();
        for (var suite : all) {
            tagged.addAll(suite.tags());
            for (var scenario : suite.scenarios()) {
                tagged.addAll(scenario.tags());
                ids.add(scenario.id());
                ids.add(suite.id() + "/" + scenario.id());
            }
        }
        return missing("suite", suites, suiteIds)
                .or(() -> missing("tag", tags, tagged))
                .or(() -> missing("scenario", scenarios, ids));
    }

    private static Optional<Unknown> missing(
            String what, Set<String> wanted, Collection<String> known) {
        return wanted.stream()
                .filter(one -> !known.contains(one))
                .sorted()
                .findFirst()
                .map(
                        one ->
                                new Unknown(
                                        "There is no " + what + " '" + one + "'",
                                        remedy(one, known)));
    }

    private static String remedy(String wanted, Collection<String> known) {
        var distinct = known.stream().distinct().toList();
        var nearest = Nearest.to(wanted, distinct, 3);
        return nearest.isEmpty()
                ? distinct.isEmpty()
                        ? "The project has none."
                        : "There is: " + String.join(", ", distinct.stream().limit(20).toList())
                : "Did you mean " + nearest.getFirst() + "?";
    }
}
