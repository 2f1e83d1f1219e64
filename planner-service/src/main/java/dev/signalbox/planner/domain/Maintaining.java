package dev.signalbox.planner.domain;

import dev.signalbox.events.Estimate;
import dev.signalbox.events.Finding;
import dev.signalbox.events.Goal;
import dev.signalbox.events.MaintenanceTask;
import dev.signalbox.events.Risk;
import dev.signalbox.events.StepId;
import dev.signalbox.events.plan.PlannedStep;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What keeps a database well, each piece a step. */
final class Maintaining {

    static final int DAYS_KEPT = 90;

    /** Rows go before the file is written anew, and indexes and statistics are of what is left. */
    private static final List<MaintenanceTask> ORDER =
            List.of(
                    MaintenanceTask.CLEANUP,
                    MaintenanceTask.REINDEX,
                    MaintenanceTask.VACUUM,
                    MaintenanceTask.ANALYZE);

    private static final List<MaintenanceTask> USUAL =
            List.of(MaintenanceTask.CLEANUP, MaintenanceTask.ANALYZE);

    /** Bytes a second that are read and written, by order of magnitude. */
    private static final long REWRITTEN_PER_SECOND = 100_000_000;

    private final Situation situation;
    private final Goal.Maintain goal;

    Maintaining(Situation situation, Goal.Maintain goal) {
        this.situation = situation;
        this.goal = goal;
    }

    Way way() {
        var database = situation.request().database();
        if (situation.observed().isEmpty()) {
            return Way.blocked(
                    List.of(
                            Finding.error(
                                    "no-such-database",
                                    "database",
                                    "There is no database %s yet".formatted(database),
                                    "There is nothing to look after before the first migration.")));
        }
        var steps = new ArrayList<PlannedStep>();
        tasks().forEach(task -> steps.add(step(task, new StepId(steps.size() + 1))));
        return Way.of(
                steps,
                situation.ledger().version().orElse(null),
                "%d %s of maintenance; neither schema nor rows of %s change."
                        .formatted(steps.size(), steps.size() == 1 ? "piece" : "pieces", database),
                List.of(),
                List.of());
    }

    private List<MaintenanceTask> tasks() {
        var wanted = goal.tasks().isEmpty() ? USUAL : goal.tasks();
        return wanted.stream().distinct().sorted(Comparator.comparing(ORDER::indexOf)).toList();
    }

    private PlannedStep step(MaintenanceTask task, StepId id) {
        var rewritten = situation.sizeBytes() * 1000 / REWRITTEN_PER_SECOND;
        return switch (task) {
            case VACUUM ->
                    step(
                            task,
                            id,
                            "Write the file of %s anew, without what is free in it (VACUUM)",
                            "Nobody else can write meanwhile; without WAL, nobody can read either.",
                            rewritten * 2,
                            new Risk(
                                    Risk.Level.MEDIUM,
                                    List.of(
                                            "It needs room for a second copy, and keeps writers"
                                                    + " waiting.")),
                            "Nothing to undo: the rows are the same.");
            case REINDEX ->
                    step(
                            task,
                            id,
                            "Build all indexes of %s anew (REINDEX)",
                            PlannedSteps.LOCKS,
                            rewritten,
                            Risk.LOW,
                            "Nothing to undo: the rows are the same.");
            case ANALYZE ->
                    step(
                            task,
                            id,
                            "Collect the statistics by which queries of %s are planned (ANALYZE)",
                            PlannedSteps.LOCKS,
                            rewritten / 2,
                            Risk.LOW,
                            "DELETE FROM sqlite_stat1 forgets them.");
            case CLEANUP ->
                    step(
                            task,
                            id,
                            cleaning(),
                            PlannedSteps.LOCKS,
                            0,
                            Risk.LOW,
                            goal.removesSavedData()
                                    ? "It cannot be undone; what is saved and still of use stays."
                                    : "It cannot be undone; the history stays.");
        };
    }

    private String cleaning() {
        return "Remove rows of the ledger's log of %%s that are older than %d days%s"
                .formatted(
                        days(),
                        goal.removesSavedData() ? ", and saved rows that are of no use" : "");
    }

    private int days() {
        return goal.keepDays() == null ? DAYS_KEPT : goal.keepDays();
    }

    private PlannedStep step(
            MaintenanceTask task,
            StepId id,
            String sentence,
            String locks,
            long millis,
            Risk risk,
            String undo) {
        return new PlannedStep.Maintain(
                id,
                sentence.formatted(situation.request().database()),
                task,
                days(),
                goal.removesSavedData(),
                locks,
                new Estimate(
                        Duration.ofMillis(5 + millis),
                        millis == 0 ? "a few rows" : "the file's size at 100 MB/s"),
                risk,
                undo);
    }
}
