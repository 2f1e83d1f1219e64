package dev.signalbox.migration;

import java.sql.Connection;

/**
 * A migration in Java. Its class is public, has a public constructor without parameters, is called
 * {@code V<version>_<name>} (such as {@code V004_ScoreEntries}), and is named in {@code
 * META-INF/services/dev.signalbox.migration.Migration} of a jar in the migrations folder.
 *
 * <p>It runs in the executor, in one transaction with its row in the ledger. It may be run again
 * after a crash, and so must not change anything but the database.
 */
public interface Migration {

    /**
     * The way forward.
     *
     * @param connection of the migration's own transaction, which it can neither end nor close
     * @throws Exception when the change cannot be made; all of it is then rolled back
     */
    void up(Connection connection) throws Exception;

    /**
     * The way back. A class that does not override this cannot be undone.
     *
     * @param connection as for {@link #up}
     * @throws Exception when the change cannot be undone; all of it is then rolled back
     */
    default void down(Connection connection) throws Exception {
        throw new UnsupportedOperationException(getClass().getName() + " has no way back");
    }
}
