package dev.signalbox.planner.domain;

import dev.signalbox.database.TriedRevert;
import dev.signalbox.events.Estimate;
import dev.signalbox.events.Risk;
import dev.signalbox.events.StepId;
import dev.signalbox.events.plan.PlannedStep;
import dev.signalbox.events.plan.PlannedStep.TableEffect;
import dev.signalbox.sql.migration.HookEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The steps by which migrations are undone, each with what its trial found. */
final class RevertSteps {

    private static final int ROWS_PER_SECOND = 200_000;

    private final Situation situation;
    private final AroundSteps around;

    RevertSteps(Situation situation, AroundSteps around) {
        this.situation = situation;
        this.around = around;
    }

    List<PlannedStep> of(List<Downward> undone) {
        if (undone.isEmpty()) {
            return List.of();
        }
        var examining = new ExamineSteps(situation, situation.backsUp());
        var steps = new ArrayList<PlannedStep>();
        steps.add(examining.before(List.of()));
        if (situation.backsUp()) {
            steps.add(PlannedSteps.snapshotStep(situation, new StepId(2)));
        }
        PlannedSteps.add(steps, around.hooks(HookEvent.BEFORE_ROLLBACK, null));
        undone.forEach(one -> steps.add(step(one, new StepId(steps.size() + 1))));
        PlannedSteps.add(steps, examining.after(List.of(), steps));
        PlannedSteps.add(steps, around.health());
        PlannedSteps.add(steps, around.hooks(HookEvent.AFTER_ROLLBACK, null));
        steps.set(0, examining.before(steps));
        return steps;
    }

    private PlannedStep step(Downward one, StepId id) {
        var migration = one.migration();
        var name = one.applied().migrationId();
        var tried = situation.background().tried().get(name);
        var effects = tried == null ? List.<TableEffect>of() : effects(tried);
        var runs = one.isReversible();
        var saves = !Boolean.TRUE.equals(situation.options().skipSave());
        return new PlannedStep.RevertScript(
                id,
                runs
                        ? "Undo %s: %s".formatted(name, sentence(one, effects))
                        : "Take %s off the record, and leave what it made".formatted(name),
                name,
                one.applied().version(),
                one.applied().name(),
                runs && migration != null ? migration.source().path() : null,
                runs && migration != null ? PlannedSteps.checksum(migration.normalised()) : null,
                runs && migration != null ? PlannedSteps.checksum(migration.raw()) : null,
                runs && migration != null ? migration.down().statements().size() : 0,
                effects,
                tried != null && tried.failure() == null,
                saves,
                isSafe(tried, effects, saves),
                PlannedSteps.LOCKS,
                estimate(effects),
                risk(one, effects, saves),
                saves
                        ? "signalbox up applies it again and puts back what was saved."
                        : "signalbox up applies it again; what it drops is lost.",
                one.javaClass());
    }

    private Risk risk(Downward one, List<TableEffect> effects, boolean saves) {
        var found = RevertSentence.risk(situation, one.applied(), effects, saves);
        var migration = one.migration();
        return migration != null && Boolean.FALSE.equals(migration.metadata().rollbackSafe())
                ? RiskAssessment.together(
                        List.of(
                                found,
                                new Risk(
                                        Risk.Level.HIGH,
                                        List.of(
                                                "Its author says that it cannot be undone safely."))))
                : found;
    }

    private static String sentence(Downward one, List<TableEffect> effects) {
        return one.javaClass() == null
                ? RevertSentence.of(effects)
                : "its class's down, which cannot be tried first; all tables are saved";
    }

    private static List<TableEffect> effects(TriedRevert tried) {
        return tried.effects().stream()
                .map(
                        e ->
                                new TableEffect(
                                        e.table(),
                                        e.dropped(),
                                        e.columns(),
                                        e.rowsBefore(),
                                        e.rowsLost(),
                                        e.rowsChanged(),
                                        e.unsavable()))
                .toList();
    }

    /** Known from the trial alone: what was not tried is not called safe. */
    private static boolean isSafe(
            @Nullable TriedRevert tried, List<TableEffect> effects, boolean saves) {
        return tried != null
                && tried.failure() == null
                && effects.stream().noneMatch(e -> e.loses() && (!saves || e.unsavable()));
    }

    private static Estimate estimate(List<TableEffect> effects) {
        var rows = effects.stream().mapToLong(TableEffect::rowsBefore).sum();
        return new Estimate(
                Duration.ofMillis(5 + rows * 1000 / ROWS_PER_SECOND),
                rows == 0
                        ? "no table is copied"
                        : "%,d rows are saved and changed, at %,d rows/s"
                                .formatted(rows, ROWS_PER_SECOND));
    }
}
