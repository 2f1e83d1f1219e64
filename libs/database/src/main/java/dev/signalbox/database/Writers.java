package dev.signalbox.database;

import java.time.Duration;
import java.util.List;

/**
 * Whether a database could be written now, and who else has it open.
 *
 * @param free nobody else was writing, at the latest after {@code waited}
 * @param others as far as the system tells; a process that neither reads nor writes may be missing
 * @param otherKnown the system tells at all
 */
public record Writers(
        boolean free, Duration waited, List<OtherProcess> others, boolean otherKnown) {

    public Writers {
        others = List.copyOf(others);
    }

    /**
     * Another process on the same host.
     *
     * @param name of its program; empty when it cannot be read
     * @param writing it holds the lock of whoever writes
     */
    public record OtherProcess(long pid, String name, boolean writing) {

        @Override
        public String toString() {
            return name.isEmpty() ? "process " + pid : name + " (process " + pid + ")";
        }
    }
}
