package dev.signalbox.cli.init;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The variables that projects like this one set, and what becomes of each. */
final class GuideVariables {

    private static final Map<String, String> MEANINGS = meanings();

    private GuideVariables() {}

    private static Map<String, String> meanings() {
        var meanings = new LinkedHashMap<String, String>();
        meanings.put("DATABASE_URL", "used: the database");
        meanings.put("NODE_ENV", "used: the environment of the database");
        meanings.put(
                "REQUIRE_APPROVAL", "used by each command: it tightens, and is not written down");
        meanings.put(
                "LOG_LEVEL",
                "used by the signalbox that a command starts, if it is set in its shell");
        meanings.put(
                "MIGRATION_DEBUG",
                "used as LOG_LEVEL=DEBUG by the signalbox that a command starts, if it is set in its"
                        + " shell");
        meanings.put(
                "BACKUP_ENCRYPTION_KEY",
                "understood and not used yet: snapshots are not encrypted in this version");
        meanings.put(
                "METRICS_ENDPOINT",
                "understood and not used yet: the services show their metrics, and send them nowhere");
        return meanings;
    }

    /** A line for each that is set, never with its value: it may be a secret. */
    static List<String> lines(Map<String, String> variables) {
        return MEANINGS.entrySet().stream()
                .filter(e -> !variables.getOrDefault(e.getKey(), "").isBlank())
                .map(e -> e.getKey() + "  " + e.getValue())
                .toList();
    }
}
