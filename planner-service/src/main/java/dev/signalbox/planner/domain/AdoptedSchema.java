package dev.signalbox.planner.domain;

import dev.signalbox.database.Observation;
import dev.signalbox.database.Replayed;
import dev.signalbox.database.Schema;
import dev.signalbox.database.foreign.ForeignHistory;
import dev.signalbox.events.Finding;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Whether a database has the schema that the files make which it is said to have had. */
final class AdoptedSchema {

    private final Situation situation;
    private final Set<String> foreign;

    AdoptedSchema(Situation situation, List<ForeignHistory> histories) {
        this.situation = situation;
        this.foreign =
                histories.stream()
                        .flatMap(history -> history.tables().stream())
                        .collect(Collectors.toUnmodifiableSet());
    }

    /**
     * How it came out.
     *
     * @param doubt why it is not certain that what goes on record is in place; null when it is
     */
    record Comparison(List<Finding> errors, List<Finding> warnings, @Nullable String doubt) {

        Comparison {
            errors = List.copyOf(errors);
            warnings = List.copyOf(warnings);
        }
    }

    /**
     * @param impossible why nothing was replayed
     */
    Comparison compared(Optional<String> impossible) {
        if (impossible.isPresent()) {
            return new Comparison(
                    List.of(),
                    List.of(
                            Finding.warning(
                                    "schema-not-compared",
                                    null,
                                    impossible.get(),
                                    "See for yourself that what goes on record is in place.")),
                    impossible.get());
        }
        var findings = findings();
        if (findings.isEmpty()) {
            return new Comparison(List.of(), List.of(), null);
        }
        return situation.options().forced()
                ? new Comparison(
                        List.of(),
                        findings.stream().map(AdoptedSchema::asWarning).toList(),
                        "The schema is not what the files make.")
                : new Comparison(findings, List.of(), null);
    }

    private List<Finding> findings() {
        var replayed =
                situation
                        .background()
                        .adoption()
                        .replayed()
                        .orElseThrow(
                                () -> new IllegalStateException("Nobody replayed the migrations"));
        return switch (replayed) {
            case Replayed.Stopped stopped -> List.of(stopped(stopped));
            case Replayed.Made made ->
                    Schema.difference(
                                    made.schema().without(foreign),
                                    situation
                                            .observed()
                                            .map(Observation::schema)
                                            .orElse(Schema.EMPTY)
                                            .without(foreign))
                            .stream()
                            .map(this::differs)
                            .toList();
        };
    }

    private Finding differs(String difference) {
        return Finding.error(
                "schema-differs",
                null,
                "From what the files make to what %s is: %s"
                        .formatted(situation.request().database(), difference),
                "Something was changed by hand, or a file is another than was applied. Mend it, or"
                        + " pass it with --force.");
    }

    private static Finding stopped(Replayed.Stopped stopped) {
        return Finding.error(
                "replay-failed",
                stopped.migration(),
                "%s cannot run on an empty database after those before it, so the schema could not"
                                .formatted(stopped.migration())
                        + " be compared: "
                        + stopped.problem(),
                "It may need what no file makes. Pass it with --force if it is in place.");
    }

    private static Finding asWarning(Finding finding) {
        return Finding.warning(
                finding.code(), finding.where(), finding.message(), "Passed by --force.");
    }
}
