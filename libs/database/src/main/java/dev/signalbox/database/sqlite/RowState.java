package dev.signalbox.database.sqlite;

/** What became of a slice's row between the way back and the way up again. */
enum RowState {
    /** The way back removed it. */
    REMOVED,
    /** It is as the way back left it. */
    UNTOUCHED,
    /** Somebody changed it. */
    CHANGED,
    /** Somebody deleted it. */
    DELETED,
    /** The way back removed it, and somebody gave its key to another row. */
    REPLACED,
    /** It cannot be put back. */
    BLOCKED;

    /** As an SQL literal. */
    String sql() {
        return "'" + name() + "'";
    }
}
