package dev.signalbox.analysis;

import dev.signalbox.analysis.source.Diagnosis;
import dev.signalbox.analysis.source.Severity;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a project says about rules.
 *
 * @param levels by rule: its severity, or empty for off
 */
public record RuleLevels(Map<String, Optional<Severity>> levels) {

    /** Every rule as it is described. */
    public static final RuleLevels DEFAULT = new RuleLevels(Map.of());

    /** What a level is called that is no severity. */
    public static final String OFF = "off";

    public RuleLevels {
        levels = Map.copyOf(levels);
    }

    boolean isOff(String rule) {
        return levels.containsKey(rule) && levels.get(rule).isEmpty();
    }

    List<Diagnosis> applied(List<Diagnosis> diagnoses) {
        return diagnoses.stream()
                .filter(diagnosis -> !isOff(diagnosis.rule()))
                .map(
                        diagnosis ->
                                levels.getOrDefault(diagnosis.rule(), Optional.empty())
                                        .map(diagnosis::withSeverity)
                                        .orElse(diagnosis))
                .toList();
    }
}
