package dev.signalbox.sql.migration;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** When a hook of the project runs. */
public enum HookEvent {
    BEFORE_RUN("before-run"),
    BEFORE_EACH("before-each"),
    AFTER_EACH("after-each"),
    AFTER_RUN("after-run"),
    ON_FAILURE("on-failure"),
    BEFORE_ROLLBACK("before-rollback"),
    AFTER_ROLLBACK("after-rollback");

    private final String wire;

    HookEvent(String wire) {
        this.wire = wire;
    }

    /** Its name in file names and plans. */
    public String wire() {
        return wire;
    }

    /** Whether it happens only when a run does not go as planned. */
    public boolean isReaction() {
        return switch (this) {
            case BEFORE_RUN, BEFORE_EACH, AFTER_EACH, AFTER_RUN -> false;
            case ON_FAILURE, BEFORE_ROLLBACK, AFTER_ROLLBACK -> true;
        };
    }

    static Optional<HookEvent> of(String name) {
        return Arrays.stream(values()).filter(event -> event.wire.equals(name)).findFirst();
    }

    static List<String> names() {
        return Arrays.stream(values()).map(HookEvent::wire).toList();
    }
}
