package dev.signalbox.sql.migration;

/** How risky a migration is, by its author's judgement. */
public enum Risk {
    LOW,
    MEDIUM,
    HIGH
}
