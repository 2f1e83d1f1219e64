package dev.signalbox.sql.migration;

/**
 * What a section wants of {@code PRAGMA foreign_keys}, which SQLite ignores inside a transaction,
 * so that whoever runs the section has to set it before and restore it after.
 */
public enum ForeignKeys {
    UNSPECIFIED,
    ON,
    OFF
}
