package dev.signalbox.system.crash;

import dev.signalbox.database.failpoint.FailPoints;
import dev.signalbox.runtime.ServiceSpine;
import dev.signalbox.runtime.inbox.ReceivedRecord;
import java.util.List;

/**
 * A service as one process has it. It is thrown away when it crashes; what lasts is in its store.
 *
 * @param end what the operating system would do to a killed process
 */
record Core(String service, ServiceSpine spine, Intake intake, Work work, Runnable end) {

    /** Takes a batch in; returning acknowledges it. */
    interface Intake {
        void accept(List<ReceivedRecord> batch) throws InterruptedException;
    }

    /** One pass over all that is due. */
    interface Work {
        void workOff() throws InterruptedException;
    }

    /** Sends, reads and works once; what its loops do in a process. */
    void turn(Subscription subscription, String database, FailPoints failPoints)
            throws InterruptedException {
        spine.drain();
        var batch = subscription.next(database);
        if (!batch.isEmpty()) {
            failPoints.hit(service + ".inbox.before-batch");
            intake.accept(batch);
            failPoints.hit(service + ".inbox.before-position");
            subscription.commit(batch);
            failPoints.hit(service + ".inbox.after-position");
        }
        work.workOff();
    }
}
