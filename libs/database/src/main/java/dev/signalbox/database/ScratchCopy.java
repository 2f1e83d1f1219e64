package dev.signalbox.database;

/** A copy of a managed database to try things on; closing it removes it. */
public interface ScratchCopy extends AutoCloseable {

    /** Tries a way back; what it does stays done in the copy, so that the next one can follow. */
    TriedRevert tryRevert(MigrationToRevert migration);

    @Override
    void close();
}
