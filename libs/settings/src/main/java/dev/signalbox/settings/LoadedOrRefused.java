package dev.signalbox.settings;

import dev.signalbox.events.Finding;
import java.util.List;

/** What came of reading the settings. */
public sealed interface LoadedOrRefused {

    record Loaded(Settings settings) implements LoadedOrRefused {}

    /**
     * @param findings every error that was found, at least one
     */
    record Refused(List<Finding> findings) implements LoadedOrRefused {

        public Refused {
            findings = List.copyOf(findings);
        }
    }
}
