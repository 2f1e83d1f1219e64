package dev.signalbox.backup.work;

import dev.signalbox.backup.store.JobStore;
import dev.signalbox.events.DatabaseId;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** Deals open jobs out to the workers of this process, which alone has the store. */
public final class OpenJobs {

    private final JobStore jobs;
    private final Set<DatabaseId> busy = new HashSet<>();

    public OpenJobs(JobStore jobs) {
        this.jobs = jobs;
    }

    /** The oldest job on whose database nobody works; whoever gets it gives it back. */
    synchronized Optional<JobStore.Stored> take() {
        for (var stored : jobs.open()) {
            if (busy.add(stored.job().header().database())) {
                return Optional.of(stored);
            }
        }
        return Optional.empty();
    }

    synchronized void giveBack(JobStore.Stored stored) {
        busy.remove(stored.job().header().database());
    }
}
