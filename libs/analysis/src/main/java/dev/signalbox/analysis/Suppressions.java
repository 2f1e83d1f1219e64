package dev.signalbox.analysis;

import dev.signalbox.analysis.rule.RuleDescription;
import dev.signalbox.analysis.rule.Rules;
import dev.signalbox.analysis.source.Diagnosis;
import dev.signalbox.analysis.source.Edit;
import dev.signalbox.analysis.source.Fix;
import dev.signalbox.analysis.source.Severity;
import dev.signalbox.analysis.source.SourceText;
import dev.signalbox.sql.Excerpt;
import dev.signalbox.sql.Finding;
import dev.signalbox.sql.Nearest;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Takes out what comments suppress, and says which comments suppress nothing. */
final class Suppressions {

    static final RuleDescription UNUSED =
            new RuleDescription(
                    "unused-suppression",
                    Severity.WARNING,
                    true,
                    "A signalbox:ignore that suppresses nothing, names no rule, or gives no reason",
                    "It would hide what comes later, and nobody would know why.",
                    "Remove it, or write: -- signalbox:ignore <rule> <reason>");

    private final RuleLevels levels;

    Suppressions(RuleLevels levels) {
        this.levels = levels;
    }

    List<Diagnosis> applied(List<Suppression> suppressions, List<Diagnosis> diagnoses) {
        Set<Suppression> used = new HashSet<>();
        List<Diagnosis> left = new ArrayList<>();
        for (Diagnosis diagnosis : diagnoses) {
            boolean covered = false;
            for (Suppression suppression : suppressions) {
                if (suppression.source().path().equals(diagnosis.finding().file())
                        && suppression.covers(diagnosis)) {
                    used.add(suppression);
                    covered = true;
                }
            }
            if (!covered) {
                left.add(diagnosis);
            }
        }
        suppressions.stream()
                .filter(suppression -> !used.contains(suppression))
                .filter(suppression -> !levels.isOff(suppression.rule()))
                .map(Suppressions::unused)
                .forEach(left::add);
        return left;
    }

    private static Diagnosis unused(Suppression suppression) {
        SourceText source = suppression.source();
        List<String> known = Rules.descriptions().stream().map(RuleDescription::id).toList();
        boolean exists = known.contains(suppression.rule());
        String remedy =
                exists || suppression.rule().isEmpty()
                        ? UNUSED.remedy()
                        : Nearest.to(suppression.rule(), known)
                                .map(near -> "Did you mean " + near + "?")
                                .orElse(UNUSED.remedy());
        return new Diagnosis(
                new Finding(
                        source.path(),
                        source.position(suppression.from()),
                        UNUSED.id(),
                        message(suppression, exists),
                        remedy),
                source.position(suppression.to()),
                UNUSED.severity(),
                exists && !suppression.reason().isEmpty() ? removal(suppression) : null);
    }

    private static String message(Suppression suppression, boolean exists) {
        if (suppression.rule().isEmpty()) {
            return "This suppression names no rule.";
        }
        if (!exists) {
            return "There is no rule " + Excerpt.of(suppression.rule()) + ".";
        }
        return suppression.reason().isEmpty()
                ? "This suppression gives no reason, and so suppresses nothing."
                : "This suppresses nothing.";
    }

    /** With its line, where it has one for itself. */
    private static Fix removal(Suppression suppression) {
        SourceText source = suppression.source();
        int line = source.lineStart(suppression.from());
        int next = source.nextLine(suppression.from());
        boolean alone = source.text().substring(line, suppression.from()).isBlank();
        Edit edit =
                alone
                        ? new Edit(source.path(), line, next, "")
                        : new Edit(source.path(), suppression.from(), suppression.to(), "");
        return new Fix("Remove the suppression", List.of(edit));
    }
}
