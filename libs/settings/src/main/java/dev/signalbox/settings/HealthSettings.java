package dev.signalbox.settings;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How an application says whether it is well; exactly one of URL and command is given.
 *
 * @param url answers with a status of 2xx when it is
 * @param command a program and its arguments, which ends with 0 when it is; empty for a URL
 * @param timeout of one attempt
 * @param attempts the first good one suffices
 * @param pause between two attempts
 */
public record HealthSettings(
        @Nullable String url,
        List<String> command,
        Duration timeout,
        int attempts,
        Duration pause) {

    static final Duration TIMEOUT = Duration.ofSeconds(5);
    static final int ATTEMPTS = 3;
    static final Duration PAUSE = Duration.ofSeconds(1);

    public HealthSettings {
        command = List.copyOf(command);
    }
}
