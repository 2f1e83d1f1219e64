package dev.signalbox.events;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One thing that is wrong or worth a warning: what, where, and what to do.
 *
 * @param code kebab-case, stable, such as {@code unknown-database}
 * @param where a path in the request ({@code goal.migrateTo}), a file with line and column, or a
 *     database object; absent when it concerns the whole
 */
public record Finding(
        Severity severity,
        String code,
        @Nullable String where,
        String message,
        @Nullable String remedy) {

    public enum Severity {
        ERROR,
        WARNING
    }

    public Finding {
        Objects.requireNonNull(severity, "severity");
        Objects.requireNonNull(code, "code");
        Objects.requireNonNull(message, "message");
    }

    public static Finding error(
            String code, @Nullable String where, String message, String remedy) {
        return new Finding(Severity.ERROR, code, where, message, remedy);
    }

    public static Finding warning(
            String code, @Nullable String where, String message, String remedy) {
        return new Finding(Severity.WARNING, code, where, message, remedy);
    }
}
