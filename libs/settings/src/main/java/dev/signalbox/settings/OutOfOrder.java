package dev.signalbox.settings;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What becomes of a migration whose version is below one that was applied already. */
public enum OutOfOrder {
    /** The plan is refused. */
    REFUSE,
    /** It is applied, and the plan says so. */
    WARN,
    /**
     * It is applied when both orders make the same schema of an empty database; otherwise the plan
     * is refused.
     */
    PROVE;

    /** Its name in settings. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<OutOfOrder> of(String word) {
        return Arrays.stream(values()).filter(one -> one.word().equals(word)).findFirst();
    }

    static List<String> words() {
        return Arrays.stream(values()).map(OutOfOrder::word).toList();
    }
}
