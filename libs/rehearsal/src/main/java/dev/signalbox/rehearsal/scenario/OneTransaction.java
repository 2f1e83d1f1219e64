package dev.signalbox.rehearsal.scenario;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * Work in one transaction. What fails in it is what is told, also where SQLite has rolled back
 * already, as for {@code RAISE(ROLLBACK)}, and nothing is left to roll back.
 */
final class OneTransaction {

    private OneTransaction() {}

    interface Work<T, E extends Exception> {
        T run() throws E, SQLException;
    }

    static <T, E extends Exception> T of(Connection connection, Work<T, E> work)
            throws E, SQLException {
        connection.setAutoCommit(false);
        T result;
        try {
            result = work.run();
            connection.commit();
        } catch (Throwable e) {
            afterwards(e, connection::rollback);
            afterwards(e, () -> connection.setAutoCommit(true));
            throw e;
        }
        connection.setAutoCommit(true);
        return result;
    }

    interface Ending {
        void run() throws SQLException;
    }

    /** Its own failure is added to the one that it follows. */
    static void afterwards(Throwable failure, Ending ending) {
        try {
            ending.run();
        } catch (SQLException e) {
            failure.addSuppressed(e);
        }
    }
}
