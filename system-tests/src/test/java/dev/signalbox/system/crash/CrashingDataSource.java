package dev.signalbox.system.crash;

import dev.signalbox.database.failpoint.FailPoints;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/** A service's store whose every commit has a boundary before and behind it. */
final class CrashingDataSource implements AutoCloseable {

    private final String service;
    private final FailPoints failPoints;
    private final SQLiteDataSource store;

    /** A pool: SQLite tidies up whenever the last connection of a store is closed. */
    private final Queue<Connection> idle = new ConcurrentLinkedQueue<>();

    CrashingDataSource(Path file, String service, FailPoints failPoints) {
        this.service = service;
        this.failPoints = failPoints;
        this.store = sqlite(file);
    }

    DataSource dataSource() {
        return (DataSource)
                Proxy.newProxyInstance(
                        DataSource.class.getClassLoader(),
                        new Class<?>[] {DataSource.class},
                        (proxy, method, arguments) ->
                                method.getName().equals("getConnection")
                                        ? watched(pooled())
                                        : call(store, method, arguments));
    }

    private Connection pooled() throws SQLException {
        var connection = idle.poll();
        return connection == null ? store.getConnection() : connection;
    }

    @Override
    public void close() {
        for (var connection = idle.poll(); connection != null; connection = idle.poll()) {
            try {
                connection.close();
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /** As the services' own configuration has it. */
    private static SQLiteDataSource sqlite(Path file) {
        var config = new SQLiteConfig();
        config.setJournalMode(SQLiteConfig.JournalMode.WAL);
        config.setSynchronous(SQLiteConfig.SynchronousMode.NORMAL);
        config.setTransactionMode(SQLiteConfig.TransactionMode.IMMEDIATE);
        config.setBusyTimeout(5_000);
        config.enforceForeignKeys(true);
        var source = new SQLiteDataSource(config);
        source.setUrl("jdbc:sqlite:" + file);
        return source;
    }

    private Connection watched(Connection connection) {
        return (Connection)
                Proxy.newProxyInstance(
                        Connection.class.getClassLoader(),
                        new Class<?>[] {Connection.class},
                        (proxy, method, arguments) ->
                                switch (method.getName()) {
                                    case "close" -> returned(connection);
                                    case "commit" -> committed(connection);
                                    default -> call(connection, method, arguments);
                                });
    }

    private @Nullable Object committed(Connection connection) throws SQLException {
        failPoints.hit(service + ".store.before-commit");
        connection.commit();
        failPoints.hit(service + ".store.after-commit");
        return null;
    }

    private @Nullable Object returned(Connection connection) {
        idle.add(connection);
        return null;
    }

    private static @Nullable Object call(
            Object target, Method method, @Nullable Object @Nullable [] arguments)
            throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause() == null ? e : e.getCause();
        }
    }
}
