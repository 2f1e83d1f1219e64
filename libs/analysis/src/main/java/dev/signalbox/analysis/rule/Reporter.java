package dev.signalbox.analysis.rule;

import dev.signalbox.analysis.source.Diagnosis;
import dev.signalbox.analysis.source.Fix;
import dev.signalbox.analysis.source.Place;
import dev.signalbox.analysis.source.Severity;
import dev.signalbox.analysis.source.Statement;
import dev.signalbox.sql.Finding;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Takes what one rule has to say. */
public final class Reporter {

    private final RuleDescription rule;
    private final List<Diagnosis> diagnoses;

    Reporter(RuleDescription rule, List<Diagnosis> diagnoses) {
        this.rule = rule;
        this.diagnoses = diagnoses;
    }

    /** With the remedy that the rule always has. */
    void at(Statement statement, String message) {
        at(Place.of(statement), message, rule.remedy(), null);
    }

    void at(Place place, String message) {
        at(place, message, rule.remedy(), null);
    }

    void at(Place place, String message, @Nullable Fix fix) {
        at(place, message, rule.remedy(), fix);
    }

    void at(Place place, String message, String remedy, @Nullable Fix fix) {
        at(place, rule.severity(), message, remedy, fix);
    }

    void at(Place place, Severity severity, String message, String remedy, @Nullable Fix fix) {
        diagnoses.add(
                new Diagnosis(
                        new Finding(place.file(), place.from(), rule.id(), message, remedy),
                        place.to(),
                        severity,
                        fix));
    }
}
