package dev.signalbox.events;

import com.fasterxml.jackson.annotation.JsonProperty;

/** When a database is examined. */
public enum Moment {
    @JsonProperty("before")
    BEFORE,
    @JsonProperty("after")
    AFTER
}
