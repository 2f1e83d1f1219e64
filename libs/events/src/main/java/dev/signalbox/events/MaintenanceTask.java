package dev.signalbox.events;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What keeps a database well, and changes nothing of what it says. */
public enum MaintenanceTask {
    /** The file written anew, without what is free in it. */
    @JsonProperty("vacuum")
    VACUUM,
    /** The statistics by which queries are planned. */
    @JsonProperty("analyze")
    ANALYZE,
    /** All indexes built anew. */
    @JsonProperty("reindex")
    REINDEX,
    /** Old rows of the ledger's log, never of its history. */
    @JsonProperty("cleanup")
    CLEANUP
}
