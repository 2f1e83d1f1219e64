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
import dev.signalbox.sql.migration.Migration;
import dev.signalbox.sql.migration.ProjectForm;
import dev.signalbox.sql.migration.SourceFile;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
                            ProjectForm.SIGNALBOX,
                            List.of(),
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
        List<Migration> migrations = loaded.migrations().inOrder();
        History history = Replay.of(migrations);
        // Of several migrations in one file, each says the same of the file.
        Set<Diagnosis> diagnoses = new LinkedHashSet<>(Rules.check(history));
        Map<String, SourceText> sources = new LinkedHashMap<>();
        Map<String, List<Statement>> statements = new HashMap<>();
        for (Replayed migration : history.migrations()) {
            migration.sources().forEach(source -> sources.putIfAbsent(source.path(), source));
            statements(migration)
                    .forEach(
                            statement ->
                                    statements
                                            .computeIfAbsent(
                                                    statement.source().path(),
                                                    none -> new ArrayList<>())
                                            .add(statement));
        }
        List<Suppression> suppressions = new ArrayList<>();
        sources.forEach(
                (path, source) ->
                        suppressions.addAll(
                                SuppressionReader.read(
                                        source, statements.getOrDefault(path, List.of()))));
        for (SourceFile beside : beside(loaded)) {
            SourceText source = SourceText.of(beside);
            sources.put(source.path(), source);
            diagnoses.addAll(Rules.check(source));
        }
        List<Diagnosis> left =
                new Suppressions(levels).applied(suppressions, List.copyOf(diagnoses));
        return new Analysis(
                loaded.form(),
                migrations,
                statements.values().stream().mapToInt(List::size).sum(),
                sources,
                Stream.concat(levels.applied(left).stream(), notices(loaded))
                        .sorted(Diagnosis.BY_PLACE)
                        .toList());
    }

    private static Stream<Diagnosis> notices(LoadOutcome.Loaded loaded) {
        return loaded.notices().stream().map(f -> new Diagnosis(f, null, Severity.INFO, null));
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
