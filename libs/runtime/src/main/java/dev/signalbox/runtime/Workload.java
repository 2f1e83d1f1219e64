package dev.signalbox.runtime;

import java.util.Optional;

/** Something that a process must not be stopped in the middle of, when it stops by itself. */
public interface Workload {

    /** What is still to be done, in words; empty when nothing is. */
    Optional<String> unfinished();
}
