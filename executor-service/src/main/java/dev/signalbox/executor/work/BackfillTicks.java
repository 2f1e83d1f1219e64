package dev.signalbox.executor.work;

import dev.signalbox.events.ExecutionEvent.StepProgressed;
import dev.signalbox.events.StepId;
import dev.signalbox.transfer.TransferProgress;
import java.time.Duration;

/** Turns a rule's progress into ticks, at most four a second. */
final class BackfillTicks implements TransferProgress {

    private static final long BETWEEN = Duration.ofMillis(250).toNanos();

    private final Turn turn;
    private final StepId step;
    private long last = System.nanoTime() - BETWEEN;

    BackfillTicks(Turn turn, StepId step) {
        this.turn = turn;
        this.step = step;
    }

    @Override
    public void at(Standing standing) {
        var now = System.nanoTime();
        if (now - last < BETWEEN) {
            return;
        }
        last = now;
        var header = turn.header();
        var read = standing.counts().read();
        turn.spine()
                .tick(
                        new StepProgressed(
                                header.plan(),
                                header.run(),
                                header.database(),
                                step,
                                read,
                                standing.expected() < 0
                                        ? null
                                        : Math.max(standing.expected(), read),
                                "rows",
                                standing.rowsPerSecond(),
                                standing.remaining().orElse(null)),
                        turn.cause());
    }
}
