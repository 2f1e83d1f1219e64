package dev.signalbox.cli.command;

import dev.signalbox.cli.Console;
import dev.signalbox.cli.Line;
import dev.signalbox.cli.server.Pause;

/** Looks again and again at something that is not so yet, and says so now and then. */
final class Waiting {

    private static final int POLL_MILLIS = 100;
    private static final int LINE_MILLIS = 3_000;
    // What a service did is known to another one as soon as Kafka has brought it there.
    private static final int LATE_MILLIS = 5_000;

    private final Console console;
    private final String text;
    private int sinceLine;
    private int over;

    Waiting(Console console, String text) {
        this.console = console;
        this.text = text;
    }

    /**
     * Waits until it is time to look again.
     *
     * @param settled what is waited for should be so by now
     */
    void tick(boolean settled) {
        over = settled ? over + POLL_MILLIS : 0;
        if (console.showsLive()) {
            console.live(text);
        } else if (sinceLine >= LINE_MILLIS) {
            console.note(Line.plain(text));
            sinceLine = 0;
        }
        sinceLine += POLL_MILLIS;
        Pause.millis(POLL_MILLIS);
    }

    /** It should have been so for a while, and is not. */
    boolean isLate() {
        return over > LATE_MILLIS;
    }
}
