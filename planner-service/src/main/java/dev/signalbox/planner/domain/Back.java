package dev.signalbox.planner.domain;

import dev.signalbox.events.Finding;
import dev.signalbox.events.Goal;
import dev.signalbox.events.plan.PlanDocument.BundledFile;
import dev.signalbox.sql.migration.HookEvent;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Back, by the DOWN sections of what was applied, the last first. */
public final class Back {

    private final Situation situation;
    private final Goal.RevertTo goal;
    private final AroundSteps around;

    Back(Situation situation, Goal.RevertTo goal) {
        this.situation = situation;
        this.goal = goal;
        this.around = new AroundSteps(situation);
    }

    /** What is to be undone, in that order, for trying it on a copy before the plan is made. */
    public static List<Downward> toTry(Situation situation, Goal.RevertTo goal) {
        return RevertChoice.of(situation, goal).undone().stream()
                .filter(one -> one.isReversible() && one.javaClass() == null)
                .toList();
    }

    Way way() {
        var choice = RevertChoice.of(situation, goal);
        var undone = choice.undone();
        var check = new DownwardCheck(situation);
        var findings =
                Stream.concat(choice.findings().stream(), undone.stream().flatMap(check::findings))
                        .toList();
        var errors = only(Finding.Severity.ERROR, findings);
        if (!errors.isEmpty()) {
            return Way.blocked(errors);
        }
        var toVersion = choice.versionAfter(LedgerComparison.versioned(situation.ledger()));
        return new Way(
                List.of(),
                only(Finding.Severity.WARNING, findings),
                new RevertSteps(situation, around).of(undone),
                toVersion,
                summary(undone.size(), toVersion),
                false,
                undone.isEmpty() ? List.of() : files(undone),
                undone.isEmpty() ? List.of() : around.reactionsTo(HookEvent.ON_FAILURE));
    }

    private static List<Finding> only(Finding.Severity severity, List<Finding> findings) {
        return findings.stream().filter(f -> f.severity() == severity).toList();
    }

    private List<BundledFile> files(List<Downward> undone) {
        Map<String, BundledFile> files = new LinkedHashMap<>();
        for (var one : undone) {
            var migration = one.migration();
            if (migration != null && migration.isReversible()) {
                PlannedSteps.files(migration).forEach(f -> files.put(f.path(), f));
            }
        }
        around.hookFiles().forEach(f -> files.put(f.path(), f));
        around.timingFiles().forEach(f -> files.put(f.path(), f));
        return List.copyOf(files.values());
    }

    private String summary(int undone, @Nullable String toVersion) {
        var database = situation.request().database();
        var at = toVersion == null ? "no version" : "version " + toVersion;
        return undone == 0
                ? "Nothing to undo: %s is at %s.".formatted(database, at)
                : "%d %s of %s %s undone; it is at %s then."
                        .formatted(
                                undone,
                                undone == 1 ? "migration" : "migrations",
                                database,
                                undone == 1 ? "is" : "are",
                                at);
    }
}
