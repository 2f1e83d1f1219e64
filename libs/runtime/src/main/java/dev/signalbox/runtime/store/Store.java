package dev.signalbox.runtime.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import javax.sql.DataSource;

/**
 * A service's own store. Writers of this process queue here instead of polling SQLite's lock, so
 * that none of them meets BUSY because of another.
 */
public final class Store {

    private final DataSource dataSource;
    private final ReentrantLock writer = new ReentrantLock(true);

    /** The data source must hand out connections whose transactions begin IMMEDIATE. */
    public Store(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /**
     * Runs the work in one transaction and commits; any throwable rolls back.
     *
     * @throws StoreUnavailableException when the store cannot be written now
     */
    public <T> T write(Function<Transaction, T> work) {
        writer.lock();
        Transaction transaction;
        T result;
        try (var connection = connect()) {
            transaction = new Transaction(connection);
            result = inTransaction(connection, transaction, work);
        } catch (SQLException e) {
            throw StoreFailure.of("closing a connection", e);
        } finally {
            writer.unlock();
        }
        transaction.committed();
        return result;
    }

    public void change(Consumer<Transaction> work) {
        var unused =
                write(
                        transaction -> {
                            work.accept(transaction);
                            return Boolean.TRUE;
                        });
    }

    /**
     * Runs statements that only read, each in its own snapshot.
     *
     * @throws StoreUnavailableException when the store cannot be read now
     */
    public <T> T read(Function<Transaction, T> work) {
        try (var connection = connect()) {
            return work.apply(new Transaction(connection));
        } catch (SQLException e) {
            throw StoreFailure.of("closing a connection", e);
        }
    }

    private Connection connect() {
        try {
            return dataSource.getConnection();
        } catch (SQLException e) {
            throw StoreFailure.of("connecting", e);
        }
    }

    private static <T> T inTransaction(
            Connection connection, Transaction transaction, Function<Transaction, T> work)
            throws SQLException {
        connection.setAutoCommit(false);
        try {
            var result = work.apply(transaction);
            try {
                connection.commit();
            } catch (SQLException e) {
                throw StoreFailure.of("committing", e);
            }
            return result;
        } catch (Throwable e) {
            rollback(connection, e);
            throw e;
        } finally {
            connection.setAutoCommit(true);
        }
    }

    private static void rollback(Connection connection, Throwable cause) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            cause.addSuppressed(e);
        }
    }
}
