package dev.signalbox.planner.domain;

import dev.signalbox.database.Ledger;
import dev.signalbox.database.Observation;
import dev.signalbox.database.RowCount;
import dev.signalbox.events.Actor;
import dev.signalbox.events.PlanId;
import dev.signalbox.events.Request;
import dev.signalbox.events.Request.RequestPlan;
import dev.signalbox.settings.EnvironmentPolicy;
import dev.signalbox.sql.migration.MigrationSet;
import dev.signalbox.sql.migration.ProjectForm;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * Everything that a plan is made from, as it was at one moment.
 *
 * @param authenticated a service of ours vouches for the actor
 * @param form how the project's files are read
 * @param observed the database; empty when there is none yet
 * @param sizeBytes of the database; 0 when there is none
 * @param rows of the tables that the migrations name
 * @param background what only some goals need
 * @param project what is to be done around the migrations
 */
public record Situation(
        PlanId plan,
        RequestPlan request,
        Actor actor,
        boolean authenticated,
        Instant now,
        String engine,
        String environment,
        EnvironmentPolicy policy,
        ProjectForm form,
        MigrationSet migrations,
        Optional<Observation> observed,
        long sizeBytes,
        Map<String, RowCount> rows,
        Background background,
        ProjectFiles project) {

    public Situation {
        rows = Map.copyOf(rows);
    }

    Ledger ledger() {
        return observed.map(Observation::ledger).orElse(Ledger.ABSENT);
    }

    Request.Options options() {
        return request.optionsOrDefault();
    }

    /** Whether a run takes a snapshot first. */
    boolean backsUp() {
        return observed.isPresent()
                && (Boolean.TRUE.equals(options().backup())
                        || (!policy.skipBackup() && !Boolean.TRUE.equals(options().skipBackup())));
    }
}
