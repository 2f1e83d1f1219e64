package dev.signalbox.settings;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One managed database.
 *
 * @param url for JDBC, with an absolute path
 * @param file the database file
 * @param migrations the folder of its migrations, absolute; need not exist yet
 * @param environment the name of its environment
 * @param host the executor host that has the file; {@code any} when it does not matter
 * @param health how its application says whether it is well; null when nobody asks
 * @param hookTimeout of one hook
 * @param placeholders what migrations of a format with placeholders have in their places
 */
public record DatabaseSettings(
        String id,
        String url,
        Path file,
        Credentials credentials,
        Path migrations,
        String environment,
        String host,
        @Nullable HealthSettings health,
        Duration hookTimeout,
        Map<String, String> placeholders) {

    public DatabaseSettings {
        placeholders = Collections.unmodifiableMap(new TreeMap<>(placeholders));
    }

    static final Duration HOOK_TIMEOUT = Duration.ofSeconds(60);

    public static final String ANY_HOST = "any";

    /** The same with its migrations elsewhere. */
    public DatabaseSettings withMigrations(Path folder) {
        return new DatabaseSettings(
                id,
                url,
                file,
                credentials,
                folder,
                environment,
                host,
                health,
                hookTimeout,
                placeholders);
    }

    /** The engine's name as plans and manifests give it. */
    public String engine() {
        return "sqlite";
    }
}
