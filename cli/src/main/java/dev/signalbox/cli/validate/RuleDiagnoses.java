package dev.signalbox.cli.validate;

import dev.signalbox.analysis.source.Diagnosis;
import dev.signalbox.analysis.source.Severity;
import dev.signalbox.sql.Finding;
import dev.signalbox.sql.SourcePosition;
import dev.signalbox.sql.migration.LoadOutcome;
import dev.signalbox.transfer.RuleFiles;
import java.util.List;
import java.util.regex.Pattern;

/** What is wrong with the transformation rules beside migrations. */
final class RuleDiagnoses {

    private static final Pattern PLACE = Pattern.compile("(.*):([0-9]+):([0-9]+)");

    private RuleDiagnoses() {}

    /** None where the migrations cannot be read, which is said elsewhere. */
    static List<Diagnosis> of(LoadOutcome outcome) {
        return switch (outcome) {
            case LoadOutcome.Refused refused -> List.of();
            case LoadOutcome.Loaded loaded ->
                    switch (RuleFiles.read(loaded)) {
                        case RuleFiles.Outcome.Read read -> List.of();
                        case RuleFiles.Outcome.Refused refused ->
                                refused.findings().stream()
                                        .map(
                                                it ->
                                                        new Diagnosis(
                                                                placed(it),
                                                                null,
                                                                Severity.ERROR,
                                                                null))
                                        .toList();
                    };
        };
    }

    private static Finding placed(dev.signalbox.events.Finding finding) {
        var where = String.valueOf(finding.where());
        var place = PLACE.matcher(where);
        var known = place.matches();
        return new Finding(
                known ? place.group(1) : where,
                known
                        ? new SourcePosition(
                                Integer.parseInt(place.group(2)), Integer.parseInt(place.group(3)))
                        : null,
                finding.code(),
                finding.message() + ".",
                String.valueOf(finding.remedy()));
    }
}
