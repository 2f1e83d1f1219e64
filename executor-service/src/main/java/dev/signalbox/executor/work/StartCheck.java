package dev.signalbox.executor.work;

import dev.signalbox.database.DatabaseException;
import dev.signalbox.database.Fingerprint;
import dev.signalbox.database.ManagedDatabase;
import dev.signalbox.database.Observation;
import dev.signalbox.database.Schema;
import dev.signalbox.events.PlanId;
import dev.signalbox.events.plan.PlanDocument;
import dev.signalbox.executor.domain.Run;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whether a database is still what its plan was made for. What this very plan has already applied,
 * before a crash, does not count against it.
 */
final class StartCheck {

    /** What the planner writes for a database that does not exist. */
    private static final String ABSENT = "absent";

    private StartCheck() {}

    /** What stands in the way, if anything. */
    static Optional<String> obstacle(ManagedDatabase database, PlanDocument plan) {
        var start = plan.start();
        var found = observe(database);
        if (found.isEmpty()) {
            return start.applied().isEmpty()
                    ? Optional.empty()
                    : Optional.of("The database is gone since the plan was made");
        }
        var ledger = found.get().ledger();
        var others =
                ledger.applied().stream()
                        .filter(m -> !isOf(m.planId(), plan.plan()))
                        .map(m -> m.migrationId())
                        .toList();
        if (!others.equals(start.applied())) {
            return Optional.of(
                    "The plan is stale: it was made when %s, and now %s"
                            .formatted(sentence(start.applied()), sentence(others)));
        }
        var untouched = others.size() == ledger.applied().size();
        var schema = found.get().schema();
        if (untouched && !plan.execution().force() && !isAsPlanned(schema, start.fingerprint())) {
            return Optional.of(
                    "The schema was changed since the plan was made (fingerprint %s, then %s)"
                            .formatted(schema.fingerprint(), start.fingerprint()));
        }
        return Optional.empty();
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
    static @Nullable Fingerprint expected(PlanDocument plan, Run.Running running) {
        var start = plan.start().fingerprint();
        var colon = start.indexOf(':');
        return running.version() != null || plan.execution().force() || colon < 0
                ? null
                : new Fingerprint(start.substring(0, colon), start.substring(colon + 1));
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
