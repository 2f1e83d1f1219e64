package dev.signalbox.analysis.source;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How much a diagnosis matters; the worst comes first. */
public enum Severity {
    /** It fails, or destroys what nobody asked it to destroy. */
    ERROR,
    /** It may be meant, and somebody should look at it. */
    WARNING,
    INFO;

    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Severity> of(String id) {
        return Arrays.stream(values()).filter(severity -> severity.id().equals(id)).findFirst();
    }
}
