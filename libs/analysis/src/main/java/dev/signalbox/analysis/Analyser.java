package dev.signalbox.analysis;

import dev.signalbox.analysis.replay.History;
import dev.signalbox.analysis.replay.Replay;
import dev.signalbox.analysis.replay.Replayed;
import dev.signalbox.analysis.replay.Step;
import dev.signalbox.analysis.rule.RuleDescription;
import dev.signalbox.analysis.rule.Rules;
import dev.signalbox.analysis.source.Diagnosis;
import dev.signalbox.analysis.source.Severity;
import dev.signalbox.analysis.source.SourceText;
import dev.signalbox.analysis.source.Statement;
import dev.signalbox.sql.migration.LoadOutcome;
import dev.signalbox.sql.migration.SourceFile;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Looks at a project's files as they were read: replays the migrations and applies the rules. */
public final class Analyser {

    private final RuleLevels levels;

    public Analyser(RuleLevels levels) {
        this.levels = levels;
    }

    /** All rules, in the order of the documentation. */
    public static List<RuleDescription> rules() {
        return Stream.concat(Rules.descriptions().stream(), Stream.of(Suppressions.UNUSED))
                .toList();
    }

    public Analysis analyse(LoadOutcome outcome) {
        return switch (outcome) {
            case LoadOutcome.Refused(var findings) ->
                    new Analysis(
                            0,
                            0,
                            Map.of(),
                            findings.stream()
                                    .map(f -> new Diagnosis(f, null, Severity.ERROR, null))
                                    .sorted(Diagnosis.BY_PLACE)
                                    .toList());
            case LoadOutcome.Loaded loaded -> analyse(loaded);
        };
    }

    private Analysis analyse(LoadOutcome.Loaded loaded) {
        History history = Replay.of(loaded.migrations().inOrder());
        List<Diagnosis> diagnoses = new ArrayList<>(Rules.check(history));
        List<Suppression> suppressions = new ArrayList<>();
        Map<String, SourceText> sources = new HashMap<>();
        int statements = 0;
        for (Replayed migration : history.migrations()) {
            List<Statement> all = statements(migration);
            statements += all.size();
            suppressions.addAll(SuppressionReader.read(migration.source(), all));
            sources.put(migration.source().path(), migration.source());
        }
        for (SourceFile beside : beside(loaded)) {
            SourceText source = SourceText.of(beside);
            sources.put(source.path(), source);
            diagnoses.addAll(Rules.check(source));
        }
        List<Diagnosis> left = new Suppressions(levels).applied(suppressions, diagnoses);
        return new Analysis(
                history.migrations().size(),
                statements,
                sources,
                levels.applied(left).stream().sorted(Diagnosis.BY_PLACE).toList());
    }

    private static List<Statement> statements(Replayed migration) {
        return Stream.concat(
                        migration.up().stream().map(Step::statement), migration.down().stream())
                .toList();
    }

    private static List<SourceFile> beside(LoadOutcome.Loaded loaded) {
        return Stream.concat(
                        loaded.hooks().stream().map(hook -> hook.source()),
                        loaded.checks().stream().map(check -> check.source()))
                .toList();
    }
}
