package dev.signalbox.analysis.rule;

import dev.signalbox.analysis.replay.History;
import dev.signalbox.analysis.replay.Replayed;
import dev.signalbox.analysis.replay.Trouble;
import dev.signalbox.analysis.replay.WayBack;
import dev.signalbox.analysis.source.Diagnosis;
import dev.signalbox.analysis.source.SourceText;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** All rules. */
public final class Rules {

    private static final List<Rule> ALL =
            List.of(
                    new AddColumnOnDataRule(),
                    new RebuildCascadesRule(),
                    new DeferredKeysRule(),
                    new RenamedAwayRule(),
                    new RecreatedEmptyRule(),
                    new CopyByPositionRule(),
                    new ForeignKeyMismatchRule(),
                    new DanglingForeignKeyRule(),
                    new BrokenObjectsRule(),
                    new DuplicateAssignmentRule(),
                    new ReservedNameRule(),
                    new CredentialsRule(),
                    new DropTableRule(),
                    new DropColumnRule(),
                    new RenameTableRule(),
                    new RenameColumnRule(),
                    new DestructiveWithoutDownRule(),
                    new UnfilteredDeleteRule(),
                    new UnfilteredUpdateRule(),
                    new RebuildLosesRule(),
                    new RebuildLosesSequenceRule(),
                    new RebuildCopiesPartRule(),
                    new TrustedLeftoverRule(),
                    new NotNullOnDataRule(),
                    new UniqueOnDataRule(),
                    new UnindexedForeignKeyRule(),
                    new UnknownParentRule(),
                    new MissingRowsRule(),
                    new AlreadyThereRule(),
                    new NoPrimaryKeyRule(),
                    new LargeTableRule(),
                    new NeedlessRebuildRule(),
                    new CreatedAndDroppedRule(),
                    new NotIdempotentRule(),
                    new TableNameRule(),
                    new IndexNameRule(),
                    new ForeignKeyNameRule(),
                    new UnreadStatementRule());

    private Rules() {}

    /** What each looks for: those of the replay first. */
    public static List<RuleDescription> descriptions() {
        return Stream.concat(TroubleText.ALL.stream(), ALL.stream().map(Rule::description))
                .toList();
    }

    /** Everything that there is to say; migrations are looked at in parallel. */
    public static List<Diagnosis> check(History history) {
        Project project = Project.of(history);
        List<Diagnosis> diagnoses = new ArrayList<>();
        history.troubles().forEach(trouble -> TroubleText.report(trouble, diagnoses));
        history.migrations().parallelStream()
                .map(migration -> check(migration, project))
                .toList()
                .forEach(diagnoses::addAll);
        return diagnoses;
    }

    /** What can be said of a file that is not a migration. */
    public static List<Diagnosis> check(SourceText source) {
        List<Diagnosis> diagnoses = new ArrayList<>();
        CredentialsRule rule = new CredentialsRule();
        CredentialsRule.check(source, new Reporter(rule.description(), diagnoses));
        return diagnoses;
    }

    private static List<Diagnosis> check(Replayed migration, Project project) {
        List<Diagnosis> diagnoses = new ArrayList<>();
        for (Rule rule : ALL) {
            rule.check(migration, project, new Reporter(rule.description(), diagnoses));
        }
        WayBack.of(migration).ifPresent((Trouble it) -> TroubleText.report(it, diagnoses));
        return diagnoses;
    }
}
