package dev.signalbox.database;

import java.util.List;

/**
 * What the engine says about a database's content.
 *
 * @param problems sentences; empty when none was found
 * @param finished false when the time did not suffice: what was not reached may have more
 */
public record Integrity(List<String> problems, boolean finished) {

    public Integrity {
        problems = List.copyOf(problems);
    }
}
