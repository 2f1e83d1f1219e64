package dev.signalbox.cli.server;

import dev.signalbox.cli.Exit;
import dev.signalbox.cli.Failure;

/** Waiting between two looks at something that another process does. */
public final class Pause {

    private Pause() {}

    public static void millis(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Failure(Exit.UNREACHABLE, "Interrupted while waiting", "Try again.");
        }
    }
}
