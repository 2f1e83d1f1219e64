package dev.signalbox.cli.command;

import dev.signalbox.cli.Console;
import dev.signalbox.cli.Failure;
import org.jspecify.annotations.Nullable;

/** Why somebody does what only an operator may decide; it stands on the trail. */
final class RequiredReason {

    private RequiredReason() {}

    /**
     * @param given by an option; asked for on a terminal, if absent
     * @throws Failure when there is none
     */
    static String of(Console console, @Nullable String given) {
        var reason = given == null ? "" : given.strip();
        if (reason.isEmpty() && console.canAsk()) {
            reason = console.answer("Why? It stands on the trail:");
        }
        if (reason.isEmpty()) {
            throw Failure.usage(
                    "A reason is required, for the trail", "Give it: --reason 'why it is done'");
        }
        return reason;
    }

    /** The same, but nothing is required of who only looks. */
    static @Nullable String unless(boolean looksOnly, Console console, @Nullable String given) {
        return looksOnly ? given : of(console, given);
    }
}
