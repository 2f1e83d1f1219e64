package dev.signalbox.executor.work;

import dev.signalbox.database.AppliedTogether;
import dev.signalbox.database.ApplyProgress;
import dev.signalbox.database.MigrationToApply;
import dev.signalbox.events.StepId;
import dev.signalbox.events.plan.PlannedStep.ApplyScript;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Small migrations that follow each other share a transaction of the database, one of the
 * executor's store, and a batch of events. One that the plan does not take for small, or that does
 * not go well with the others, has its own.
 */
final class TogetherSteps {

    /** One that is thought to take longer shows its own progress. */
    private static final Duration SMALL = Duration.ofMillis(50);

    /** How long applications' writers wait at most, but for the last of them. */
    private static final Duration HOLD = Duration.ofMillis(50);

    private static final int MOST = 100;

    private final Map<StepId, MigrationToApply> read = new HashMap<>();
    private int alone;

    /** The step under way, and as many behind it as go together. */
    StepEnd apply(Turn turn, ApplyScript step)
            throws IOException, InterruptedException, DatabaseSession.HeldElsewhereException {
        if (alone == 0) {
            var small = small(turn);
            if (small.size() > 1) {
                var outcome = together(turn, small);
                if (!outcome.applied().isEmpty()) {
                    return StepEnd.Done.together(
                            outcome.applied().stream().map(ScriptSteps::result).toList());
                }
                alone = outcome.alone();
            }
        }
        alone = Math.max(0, alone - 1);
        return ScriptSteps.apply(turn, step);
    }

    /** Small ones from the step under way on, until something else comes between. */
    private static List<ApplyScript> small(Turn turn) {
        var small = new ArrayList<ApplyScript>();
        if (!turn.plan().execution().pauseBetweenSteps().isZero()) {
            return small;
        }
        var steps = turn.plan().steps();
        for (var i = turn.progress().step().ordinal() - 1; i < steps.size(); i++) {
            if (small.size() < MOST
                    && steps.get(i) instanceof ApplyScript script
                    && isSmall(script)) {
                small.add(script);
            } else {
                break;
            }
        }
        return small;
    }

    private static boolean isSmall(ApplyScript script) {
        return script.javaClass() == null && script.estimate().duration().compareTo(SMALL) <= 0;
    }

    private AppliedTogether together(Turn turn, List<ApplyScript> steps)
            throws IOException, InterruptedException, DatabaseSession.HeldElsewhereException {
        var migrations = read(turn, steps);
        var options = ScriptSteps.options(turn, ApplyProgress.SILENT);
        read.keySet().removeIf(step -> step.ordinal() < turn.progress().step().ordinal());
        // Whether the hold was lost is found by the one that is then applied alone.
        return turn.session()
                .change(held -> held.applyTogether(migrations, options, HOLD), outcome -> false);
    }

    /** Up to one that cannot be read, which says so in its own turn. */
    private List<MigrationToApply> read(Turn turn, List<ApplyScript> steps) throws IOException {
        var migrations = new ArrayList<MigrationToApply>();
        for (var step : steps) {
            try {
                migrations.add(read(turn, step));
            } catch (IOException e) {
                if (migrations.isEmpty()) {
                    throw e;
                }
                break;
            }
        }
        return migrations;
    }

    /** Each is offered several times, until its turn comes. */
    private MigrationToApply read(Turn turn, ApplyScript step) throws IOException {
        var known = read.get(step.id());
        if (known != null) {
            return known;
        }
        var migration = turn.scripts().toApply(step, null);
        read.put(step.id(), migration);
        return migration;
    }
}
