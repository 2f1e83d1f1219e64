package dev.signalbox.executor.work;

import dev.signalbox.database.DatabaseException;
import dev.signalbox.database.Fingerprint;
import dev.signalbox.database.ManagedDatabase;
import dev.signalbox.database.Observation;
import dev.signalbox.database.Schema;
import dev.signalbox.events.PlanId;
import dev.signalbox.events.plan.PlanDocument;
import dev.signalbox.events.plan.PlannedStep;
import dev.signalbox.executor.domain.Progress;
import dev.signalbox.executor.domain.Queued;
import dev.signalbox.executor.domain.Run;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Whether a database is still what its plan was made for. What this very plan has already applied,
 * before a crash, does not count against it.
 */
final class StartCheck {

    /** What the planner writes for a database that does not exist. */
    private static final String ABSENT = "absent";

    /** What the planner writes for one that cannot be read, where a restore of it was forced. */
    private static final String UNREADABLE = "unreadable";

    private StartCheck() {}

    /** What stands in the way, if anything. */
    static Optional<String> obstacle(ManagedDatabase database, PlanDocument plan, Run run) {
        var fresh = run instanceof Queued;
        if (!fresh && plan.steps().stream().anyMatch(s -> s instanceof PlannedStep.Restore)) {
            // Its ledger may be the snapshot's by now; the restore itself knows what was done.
            return Optional.empty();
        }
        Optional<Observation> found;
        try {
            found = observe(database);
        } catch (DatabaseException e) {
            if (isUnreadable(e) && plan.start().fingerprint().equals(UNREADABLE)) {
                return Optional.empty();
            }
            throw e;
        }
        var undone = fresh ? Set.<String>of() : undoneByPlan(plan);
        var changed = new HashSet<>(undone);
        if (!fresh) {
            changed.addAll(repeatedByPlan(plan));
        }
        var planned = without(plan.start().applied(), changed);
        if (found.isEmpty()) {
            return planned.isEmpty() || plan.start().fingerprint().equals(UNREADABLE)
                    ? Optional.empty()
                    : Optional.of("The database is gone since the plan was made");
        }
        var ledger = found.get().ledger();
        var others =
                without(
                        ledger.applied().stream()
                                .filter(m -> !isOf(m.planId(), plan.plan()))
                                .map(m -> m.migrationId())
                                .toList(),
                        changed);
        if (!others.equals(planned)) {
            return Optional.of(
                    "The plan is stale: it was made when %s, and now %s"
                            .formatted(sentence(planned), sentence(others)));
        }
        var untouched =
                undone.isEmpty()
                        && ledger.applied().stream().noneMatch(m -> isOf(m.planId(), plan.plan()));
        var schema = found.get().schema();
        if ((fresh || (untouched && !hasScriptHooks(plan)))
                && !plan.execution().force()
                && !isAsPlanned(schema, plan.start().fingerprint())) {
            return Optional.of(
                    "The schema was changed since the plan was made (fingerprint %s, then %s)"
                            .formatted(schema.fingerprint(), plan.start().fingerprint()));
        }
        return Optional.empty();
    }

    private static boolean isUnreadable(DatabaseException e) {
        return switch (e.reason()) {
            case CORRUPT, NOT_A_DATABASE, LEDGER_DAMAGED -> true;
            default -> false;
        };
    }

    /** What this very plan takes back, and may have taken back before a crash. */
    private static Set<String> undoneByPlan(PlanDocument plan) {
        return plan.steps().stream()
                .filter(s -> s instanceof PlannedStep.RevertScript)
                .map(s -> ((PlannedStep.RevertScript) s).migration())
                .collect(Collectors.toSet());
    }

    /** What was in force and is applied again by this very plan, possibly before a crash. */
    private static Set<String> repeatedByPlan(PlanDocument plan) {
        return plan.steps().stream()
                .filter(s -> s instanceof PlannedStep.ApplyScript)
                .map(s -> ((PlannedStep.ApplyScript) s).migration())
                .filter(plan.start().applied()::contains)
                .collect(Collectors.toSet());
    }

    private static boolean hasScriptHooks(PlanDocument plan) {
        return plan.steps().stream()
                .anyMatch(s -> s instanceof PlannedStep.Hook hook && !hook.executable());
    }

    private static List<String> without(List<String> all, Set<String> some) {
        return all.stream().filter(m -> !some.contains(m)).toList();
    }

    /**
     * A database that was not there may exist by now and be empty: taking its lock creates it, and
     * a crash can come before the first migration.
     */
    private static boolean isAsPlanned(Schema schema, String planned) {
        return planned.equals(ABSENT)
                ? schema.equals(Schema.EMPTY)
                : schema.fingerprint().toString().equals(planned);
    }

    /**
     * What the schema must still be when the first script begins, in its own transaction; null
     * where that does not matter any more.
     */
    static @Nullable Fingerprint expected(PlanDocument plan, Progress progress) {
        var start = plan.start().fingerprint();
        var colon = start.indexOf(':');
        return plan.execution().force() || colon < 0 || isTouched(plan, progress)
                ? null
                : new Fingerprint(start.substring(0, colon), start.substring(colon + 1));
    }

    /** Whether a step before may have changed the schema. */
    private static boolean isTouched(PlanDocument plan, Progress progress) {
        return plan.steps().subList(0, progress.step().ordinal() - 1).stream()
                .anyMatch(
                        step ->
                                switch (step) {
                                    case PlannedStep.ApplyScript s -> true;
                                    case PlannedStep.RevertScript s -> true;
                                    case PlannedStep.Restore s -> true;
                                    case PlannedStep.MarkApplied s -> true;
                                    case PlannedStep.Hook s -> true;
                                    case PlannedStep.Snapshot s -> false;
                                    case PlannedStep.Backfill s -> false;
                                    case PlannedStep.Check s -> false;
                                    case PlannedStep.HealthCheck s -> false;
                                    case PlannedStep.RepairHistory s -> false;
                                    case PlannedStep.NameVersion s -> false;
                                    case PlannedStep.Adopt s -> false;
                                });
    }

    private static Optional<Observation> observe(ManagedDatabase database) {
        try (var reader = database.openReader()) {
            return Optional.of(reader.observe());
        } catch (DatabaseException e) {
            if (e.reason() == DatabaseException.Reason.NO_SUCH_DATABASE) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private static boolean isOf(@Nullable String planId, PlanId plan) {
        return plan.toString().equals(planId);
    }

    private static String sentence(List<String> applied) {
        return applied.isEmpty()
                ? "no migration was applied"
                : applied.size() + " were applied, the last being " + applied.getLast();
    }
}
