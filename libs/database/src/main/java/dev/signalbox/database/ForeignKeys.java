package dev.signalbox.database;

/** Whether foreign keys are enforced, as somebody said or did not say. */
public enum ForeignKeys {
    ON,
    OFF,
    UNSPECIFIED
}
