package dev.signalbox.cli.command;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The data of a request for a plan.
 *
 * @param project the SHA-256 of an upload; absent for the planner's own folder
 */
record PlanRequest(
        String database,
        PlanGoal goal,
        WireOptions options,
        @Nullable String reason,
        @Nullable String project) {

    /** The same, to be looked at only. */
    PlanRequest dryRun() {
        return withOptions(options.with("dryRun", true));
    }

    PlanRequest withOptions(WireOptions other) {
        return new PlanRequest(database, goal, other, reason, project);
    }

    PlanRequest withGoal(PlanGoal other) {
        return new PlanRequest(database, other, options, reason, project);
    }

    /** What goes over the wire; what was not asked for is absent. */
    Map<String, Object> document() {
        var request = new LinkedHashMap<String, Object>();
        request.put("database", database);
        request.put("goal", goal.document());
        if (!options.values().isEmpty()) {
            request.put("options", options.values());
        }
        text(request, "reason", reason);
        text(request, "project", project);
        return request;
    }

    private static void text(Map<String, Object> target, String name, @Nullable String value) {
        if (value != null && !value.isBlank()) {
            target.put(name, value);
        }
    }
}
