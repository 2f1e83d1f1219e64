package dev.signalbox.backup.work;

import dev.signalbox.backup.domain.SnapshotJob;
import dev.signalbox.backup.domain.SnapshotTaker;
import dev.signalbox.events.BackupEvent.SnapshotProgressed;
import dev.signalbox.runtime.ServiceSpine;
import dev.signalbox.runtime.outbox.Cause;
import java.time.Duration;

/** Tells how far a snapshot is, to whoever listens and to whoever asks. */
final class SnapshotTicks implements SnapshotTaker.Progress {

    private final ServiceSpine spine;
    private final SnapshotJob.Header header;
    private final Cause cause;
    private final RunningSnapshots running;
    private final long startNanos = System.nanoTime();

    SnapshotTicks(
            ServiceSpine spine, SnapshotJob.Header header, Cause cause, RunningSnapshots running) {
        this.spine = spine;
        this.header = header;
        this.cause = cause;
        this.running = running;
    }

    @Override
    public void at(long pages, long of) {
        running.at(header.snapshot(), pages, of);
        var seconds = (System.nanoTime() - startNanos) / 1e9;
        var rate = seconds > 0 ? pages / seconds : 0;
        var eta = rate > 0 ? Duration.ofMillis(Math.round((of - pages) / rate * 1000)) : null;
        spine.tick(
                new SnapshotProgressed(
                        header.snapshot(), header.database(), header.plan(), pages, of, rate, eta),
                cause);
    }
}
