package dev.signalbox.cli.command;

import dev.signalbox.cli.Failure;
import dev.signalbox.settings.DurationText;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The data of a request for a plan.
 *
 * @param version absent for the latest
 * @param project the SHA-256 of an upload; absent for the planner's own folder
 */
record PlanRequest(
        String database,
        @Nullable String version,
        boolean dryRun,
        boolean force,
        boolean skipBackup,
        boolean requireApproval,
        @Nullable String environment,
        @Nullable String timeout,
        @Nullable String reason,
        @Nullable String project) {

    /**
     * What goes over the wire; what was not asked for is absent.
     *
     * @throws Failure when the timeout is no time
     */
    Map<String, Object> document() {
        var options = new LinkedHashMap<String, Object>();
        flag(options, "dryRun", dryRun);
        flag(options, "skipBackup", skipBackup);
        flag(options, "force", force);
        if (timeout != null) {
            options.put(
                    "timeout",
                    DurationText.parse(timeout)
                            .orElseThrow(
                                    () ->
                                            Failure.usage(
                                                    "'" + timeout + "' is no time for --timeout",
                                                    "Give " + DurationText.FORMS + "."))
                            .toString());
        }
        text(options, "environment", environment);
        flag(options, "requireApproval", requireApproval);
        var request = new LinkedHashMap<String, Object>();
        request.put("database", database);
        request.put("goal", Map.of("migrateTo", version == null ? "latest" : version));
        if (!options.isEmpty()) {
            request.put("options", options);
        }
        text(request, "reason", reason);
        text(request, "project", project);
        return request;
    }

    private static void flag(Map<String, Object> target, String name, boolean value) {
        if (value) {
            target.put(name, true);
        }
    }

    private static void text(Map<String, Object> target, String name, @Nullable String value) {
        if (value != null && !value.isBlank()) {
            target.put(name, value);
        }
    }
}
