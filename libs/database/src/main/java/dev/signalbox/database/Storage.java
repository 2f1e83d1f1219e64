package dev.signalbox.database;

import java.util.Optional;

/**
 * How a database lies on its disk.
 *
 * @param bytes of the database itself
 * @param freeBytes within it, in pages that hold nothing any more
 * @param logBytes of the write-ahead log beside it; 0 without one
 * @param journal as the engine calls its mode
 * @param statisticsTables how many tables the planner of queries has statistics of
 * @param tables that there are
 */
public record Storage(
        long bytes,
        long freeBytes,
        long logBytes,
        String journal,
        int statisticsTables,
        int tables) {

    /** The share of the file that holds nothing, from 0 to 1. */
    public Optional<Double> freeShare() {
        return bytes == 0 ? Optional.empty() : Optional.of((double) freeBytes / bytes);
    }
}
