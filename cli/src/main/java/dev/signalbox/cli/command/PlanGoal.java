package dev.signalbox.cli.command;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where a plan leads, as the services know it: an object of one member, named after the goal.
 *
 * @param value a text or an object
 */
record PlanGoal(String name, Object value) {

    static final String LATEST = "latest";

    /**
     * @param version absent for the latest
     */
    static PlanGoal migrateTo(@Nullable String version) {
        return new PlanGoal("migrateTo", version == null ? LATEST : version);
    }

    static PlanGoal revertTo(String version) {
        return new PlanGoal("revertTo", Map.of("version", version));
    }

    static PlanGoal revertToTag(String tag) {
        return new PlanGoal("revertTo", Map.of("tag", tag));
    }

    static PlanGoal revertSteps(int steps) {
        return new PlanGoal("revertTo", Map.of("steps", steps));
    }

    /**
     * @param snapshot an id, or {@link #LATEST}
     */
    static PlanGoal restoreSnapshot(String snapshot) {
        return new PlanGoal("restoreTo", Map.of("snapshot", snapshot));
    }

    static PlanGoal restoreFile(Path file) {
        return new PlanGoal("restoreTo", Map.of("file", file.toString()));
    }

    /**
     * @param migration absent for all whose checksums differ
     */
    static PlanGoal repair(@Nullable String migration) {
        return new PlanGoal("repair", members("migration", migration));
    }

    static PlanGoal markApplied(String version, @Nullable String assertion) {
        var value = members("version", version);
        value.putAll(members("assertion", assertion));
        return new PlanGoal("markApplied", value);
    }

    static PlanGoal tag(String version, String tag) {
        return named("tag", version, "tag", tag);
    }

    static PlanGoal release(String version, String name) {
        return named("release", version, "name", name);
    }

    private static PlanGoal named(String goal, String version, String kind, String name) {
        var value = members("version", version);
        value.putAll(members(kind, name));
        return new PlanGoal(goal, value);
    }

    /**
     * @param from a tool or a table; absent for the only history there is
     * @param baseline absent when there is a history
     */
    static PlanGoal adopt(@Nullable String from, @Nullable String baseline) {
        var value = members("from", from);
        value.putAll(members("baseline", baseline));
        return new PlanGoal("adopt", value);
    }

    /**
     * @param rules none for all that run on demand
     * @param undo what they wrote is taken back
     */
    static PlanGoal transform(List<String> rules, boolean undo) {
        var value = new LinkedHashMap<String, Object>();
        if (!rules.isEmpty()) {
            value.put("rules", rules);
        }
        if (undo) {
            value.put("undo", true);
        }
        return new PlanGoal("transform", value);
    }

    Map<String, Object> document() {
        return Map.of(name, value);
    }

    private static Map<String, Object> members(String name, @Nullable String value) {
        var members = new LinkedHashMap<String, Object>();
        if (value != null && !value.isBlank()) {
            members.put(name, value);
        }
        return members;
    }
}
