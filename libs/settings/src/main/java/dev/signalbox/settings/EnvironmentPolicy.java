package dev.signalbox.settings;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What holds for the databases of an environment.
 *
 * @param skipBackup no snapshot before a run
 * @param skipValidation no checks before a run beyond those that cannot be left out
 * @param requireApproval plans are proposed and wait for consent
 * @param autoRollback a failing run is undone
 * @param maxDuration of a run
 * @param writesStopped no application writes while a run lasts, so that its snapshot may be
 *     restored without losing anything
 * @param outOfOrder what becomes of a migration that comes too late for its version
 */
public record EnvironmentPolicy(
        boolean skipBackup,
        boolean skipValidation,
        boolean requireApproval,
        boolean autoRollback,
        Duration maxDuration,
        boolean writesStopped,
        OutOfOrder outOfOrder) {

    static final String DEVELOPMENT = "development";
    static final String STAGING = "staging";
    static final String PRODUCTION = "production";

    /** The environments where the settings name none. */
    public static Map<String, EnvironmentPolicy> defaults() {
        var policies = new LinkedHashMap<String, EnvironmentPolicy>();
        for (var name : new String[] {DEVELOPMENT, STAGING, PRODUCTION}) {
            policies.put(name, defaultOf(name));
        }
        return Collections.unmodifiableMap(policies);
    }

    /** What an environment has where its entry is silent; one that is not known is as staging. */
    static EnvironmentPolicy defaultOf(String name) {
        return switch (name) {
            case DEVELOPMENT ->
                    new EnvironmentPolicy(
                            true,
                            false,
                            false,
                            true,
                            Duration.ofMinutes(1),
                            false,
                            OutOfOrder.WARN);
            case PRODUCTION ->
                    new EnvironmentPolicy(
                            false,
                            false,
                            true,
                            false,
                            Duration.ofMinutes(10),
                            false,
                            OutOfOrder.PROVE);
            default ->
                    new EnvironmentPolicy(
                            false,
                            false,
                            false,
                            true,
                            Duration.ofMinutes(5),
                            false,
                            OutOfOrder.WARN);
        };
    }

    EnvironmentPolicy requiringApproval() {
        return new EnvironmentPolicy(
                skipBackup,
                skipValidation,
                true,
                autoRollback,
                maxDuration,
                writesStopped,
                outOfOrder);
    }
}
