package dev.signalbox.executor.work;

import dev.signalbox.database.DatabaseException;
import dev.signalbox.database.LeaseOutcome;
import dev.signalbox.database.LeaseRequest;
import dev.signalbox.database.LockHolder;
import dev.signalbox.database.WaitPolicy;
import dev.signalbox.events.ExecutionEvent.LockReleased;
import dev.signalbox.events.ExecutionEvent.RequestRefused;
import dev.signalbox.events.Finding;
import dev.signalbox.executor.store.RequestStore;
import dev.signalbox.executor.store.RequestStore.Unlock;
import dev.signalbox.executor.store.RunStore;
import dev.signalbox.runtime.ServiceSpine;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Takes migration locks from whoever holds them, at an operator's word, and frees them. The epoch
 * is raised, so that a holder that still lives finds out before it writes.
 */
public final class LockReleases {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final ServiceSpine spine;
    private final RunStore runs;
    private final RequestStore requests;
    private final Databases databases;
    private final Duration lease;

    public LockReleases(
            ServiceSpine spine,
            RunStore runs,
            RequestStore requests,
            Databases databases,
            Duration lease) {
        this.spine = spine;
        this.runs = runs;
        this.requests = requests;
        this.databases = databases;
        this.lease = lease;
    }

    /** Works until no lock is to be taken. */
    public void workOff() {
        for (var next = requests.nextUnlock(); next.isPresent(); next = requests.nextUnlock()) {
            unlock(next.get());
        }
    }

    private void unlock(Unlock unlock) {
        var id = unlock.request().database();
        var database = databases.find(id);
        if (database.isEmpty()) {
            refuse(
                    unlock,
                    Finding.error(
                            "unknown-database",
                            "database",
                            "The executor does not know the database '" + id + "'",
                            "It reads its own signalbox.yml; see signalbox status."));
            return;
        }
        var request =
                new LeaseRequest(
                        "unlock-" + unlock.event().value(),
                        "operator",
                        ProcessHandle.current().pid(),
                        null,
                        runs.epoch(id),
                        lease,
                        WaitPolicy.atMost(PATIENCE),
                        false,
                        true);
        try {
            switch (database.get().acquire(request)) {
                case LeaseOutcome.HeldBy held ->
                        refuse(
                                unlock,
                                Finding.error(
                                        "holder-is-writing",
                                        "database",
                                        "The database is " + held.message(),
                                        "It is inside a transaction, which ends by itself; ask"
                                                + " again, or stop that process."));
                case LeaseOutcome.Acquired acquired -> {
                    runs.keepEpoch(id, acquired.session().epoch());
                    acquired.session().release();
                    released(unlock, acquired.overtook(), acquired.session().epoch());
                }
            }
        } catch (DatabaseException e) {
            refuse(
                    unlock,
                    Finding.error("database-unusable", e.database(), e.problem(), e.remedy()));
        }
    }

    private void released(Unlock unlock, @Nullable LockHolder overtook, long epoch) {
        var holder = overtook == null ? null : overtook.description();
        spine.store()
                .change(
                        tx -> {
                            if (requests.endUnlock(tx, unlock)) {
                                requests.unlocked(tx, unlock.event(), holder, epoch);
                                spine.outbox()
                                        .add(
                                                tx,
                                                new LockReleased(
                                                        unlock.request().database(),
                                                        holder,
                                                        epoch,
                                                        unlock.request().reason()),
                                                unlock.cause());
                            }
                        });
    }

    private void refuse(Unlock unlock, Finding finding) {
        spine.store()
                .change(
                        tx -> {
                            if (requests.endUnlock(tx, unlock)) {
                                requests.refused(tx, unlock.event(), List.of(finding));
                                spine.outbox()
                                        .add(
                                                tx,
                                                new RequestRefused(
                                                        null,
                                                        unlock.request().database(),
                                                        unlock.event(),
                                                        List.of(finding)),
                                                unlock.cause());
                            }
                        });
    }
}
