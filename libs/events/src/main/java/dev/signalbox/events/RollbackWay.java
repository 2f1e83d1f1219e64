package dev.signalbox.events;

/** How what a run had done was undone. */
public enum RollbackWay {
    /** The failing step's own transaction; earlier steps stand. */
    TRANSACTION,
    /** The DOWN sections of what the run had applied, the last first. */
    DOWN_SCRIPTS,
    /** The snapshot that the run had taken. */
    SNAPSHOT
}
