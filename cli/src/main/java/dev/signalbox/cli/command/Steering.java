package dev.signalbox.cli.command;

import java.util.Set;

/**
 * What steers a run.
 *
 * <p>Its name is the command's and the request's.
 */
enum Steering {
    PAUSE("pause", Set.of("PAUSED"), "Pausing: the step under way ends first"),
    RESUME(
            "resume",
            Set.of("RUNNING", "COMPLETED", "FAILING", "FAILED", "ROLLED_BACK", "NEEDS_OPERATOR"),
            "Resuming"),
    CANCEL("cancel", Set.of("CANCELLED"), "Cancelling: the step under way is undone first"),
    RETRY("retry", Set.of("RUNNING", "COMPLETED", "FAILING", "ROLLED_BACK", "PAUSED"), "Retrying");

    private final String word;
    private final Set<String> reached;
    private final String waiting;

    Steering(String word, Set<String> reached, String waiting) {
        this.word = word;
        this.reached = reached;
        this.waiting = waiting;
    }

    String word() {
        return word;
    }

    /** A plan in that state shows that it took effect. */
    boolean isReachedIn(String state) {
        return reached.contains(state);
    }

    /** The run may be anywhere a moment later, even where it was. */
    boolean setsGoing() {
        return this == RESUME || this == RETRY;
    }

    /** What goes on until then. */
    String waiting() {
        return waiting;
    }
}
