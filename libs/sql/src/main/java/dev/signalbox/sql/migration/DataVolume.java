package dev.signalbox.sql.migration;

/** How much data a migration touches, by its author's judgement. */
public enum DataVolume {
    SMALL,
    MEDIUM,
    LARGE
}
