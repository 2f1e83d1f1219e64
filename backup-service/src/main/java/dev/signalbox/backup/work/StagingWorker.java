package dev.signalbox.backup.work;

import dev.signalbox.backup.store.StagingStore;
import dev.signalbox.database.failpoint.FailPoints;
import java.util.function.BooleanSupplier;
import org.jboss.logging.MDC;

/** Lays down one copy after the other; only one worker does. */
public final class StagingWorker {

    private final StagingStore store;
    private final StagingAttempt attempt;
    private final FailPoints failPoints;
    private final BooleanSupplier stopping;

    /**
     * @param stopping once true, no further copy is begun
     */
    public StagingWorker(
            StagingStore store,
            StagingAttempt attempt,
            FailPoints failPoints,
            BooleanSupplier stopping) {
        this.store = store;
        this.attempt = attempt;
        this.failPoints = failPoints;
        this.stopping = stopping;
    }

    /** Works until nothing is left to begin. */
    public void workOff() {
        for (var next = store.next();
                next.isPresent() && !stopping.getAsBoolean();
                next = store.next()) {
            work(next.get());
        }
    }

    private void work(StagingStore.Stored stored) {
        MDC.put("plan", stored.job().plan().toString());
        MDC.put("run", stored.job().run().toString());
        try {
            var event = attempt.stage(stored.job());
            failPoints.hit("backup.restore.before-answer");
            store.answer(stored, event);
            failPoints.hit("backup.restore.after-answer");
        } finally {
            MDC.remove("plan");
            MDC.remove("run");
        }
    }
}
