package dev.signalbox.runtime.outbox;

import dev.signalbox.events.codec.KafkaEvent;
import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.logging.Logger;
import javax.sql.DataSource;

/** A process that is killed when the n-th record is acknowledged, before its store hears of it. */
final class CrashAfterSend implements Publisher, DataSource {

    private final DataSource store;
    private final Publisher publisher;
    private int left;

    CrashAfterSend(DataSource store, Publisher publisher, int record) {
        this.store = store;
        this.publisher = publisher;
        this.left = record;
    }

    static final class Killed extends Error {
        private static final long serialVersionUID = 1L;
    }

    @Override
    public CompletableFuture<Void> send(KafkaEvent event) {
        left--;
        return publisher.send(event);
    }

    @Override
    public Connection getConnection() throws SQLException {
        if (left <= 0) {
            throw new Killed();
        }
        return store.getConnection();
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        return getConnection();
    }

    @Override
    public void close() {}

    @Override
    public PrintWriter getLogWriter() throws SQLException {
        return store.getLogWriter();
    }

    @Override
    public void setLogWriter(PrintWriter out) throws SQLException {
        store.setLogWriter(out);
    }

    @Override
    public void setLoginTimeout(int seconds) throws SQLException {
        store.setLoginTimeout(seconds);
    }

    @Override
    public int getLoginTimeout() throws SQLException {
        return store.getLoginTimeout();
    }

    @Override
    public Logger getParentLogger() {
        return Logger.getGlobal();
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        return store.unwrap(type);
    }

    @Override
    public boolean isWrapperFor(Class<?> type) throws SQLException {
        return store.isWrapperFor(type);
    }
}
