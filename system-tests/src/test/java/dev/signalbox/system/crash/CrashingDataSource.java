package dev.signalbox.system.crash;

import dev.signalbox.database.failpoint.FailPoints;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/** A service's store whose every commit has a boundary before and behind it. */
final class CrashingDataSource implements AutoCloseable {

    private final String service;
    private final FailPoints failPoints;
    private final SQLiteDataSource store;

    /** As a pool has it: SQLite tidies up when the last connection of a store is closed. */
    private final Connection idle;

    CrashingDataSource(Path file, String service, FailPoints failPoints) {
        this.service = service;
        this.failPoints = failPoints;
        this.store = sqlite(file);
        try {
            this.idle = store.getConnection();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    DataSource dataSource() {
        return (DataSource)
                Proxy.newProxyInstance(
                        DataSource.class.getClassLoader(),
                        new Class<?>[] {DataSource.class},
                        (proxy, method, arguments) ->
                                method.getName().equals("getConnection")
                                        ? watched(store.getConnection())
                                        : call(store, method, arguments));
    }

    @Override
    public void close() {
        try {
            idle.close();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
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
                        (proxy, method, arguments) -> {
                            if (!method.getName().equals("commit")) {
                                return call(connection, method, arguments);
                            }
                            failPoints.hit(service + ".store.before-commit");
                            connection.commit();
                            failPoints.hit(service + ".store.after-commit");
                            return null;
                        });
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
