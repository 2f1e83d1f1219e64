package dev.signalbox.database.sqlite;

/** Told how far a snapshot is, at most four times a second. */
@FunctionalInterface
public interface SnapshotProgress {

    SnapshotProgress SILENT = (pages, of) -> {};

    /** Goes back when a writer's commit made the copy start over. */
    void at(long pages, long of);
}
