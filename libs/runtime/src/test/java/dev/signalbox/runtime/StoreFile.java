package dev.signalbox.runtime;

import dev.signalbox.runtime.store.Store;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.sqlite.SQLiteDataSource;

/** A store's file, opened as services open theirs, but impatient. */
public record StoreFile(Path file) {

    public DataSource dataSource() {
        return dataSource(new AtomicInteger());
    }

    /**
     * @param connections counts how often one was asked for
     */
    public DataSource dataSource(AtomicInteger connections) {
        var source =
                new SQLiteDataSource() {
                    @Override
                    public Connection getConnection() throws SQLException {
                        connections.incrementAndGet();
                        return super.getConnection();
                    }
                };
        // Set one by one: in the URL, the data source's own defaults would win.
        source.setUrl("jdbc:sqlite:" + file);
        source.setJournalMode("WAL");
        source.setSynchronous("NORMAL");
        source.setTransactionMode("IMMEDIATE");
        source.setBusyTimeout(20);
        return source;
    }

    public List<String> column(String sql) {
        return new Store(dataSource()).read(tx -> tx.query(sql, row -> row.text("x")));
    }

    public long count(String table) {
        return Long.parseLong(column("SELECT count(*) AS x FROM " + table).getFirst());
    }

    /** Holds the write lock until it is closed, as a process that hangs would. */
    public Connection lock() throws SQLException {
        var connection = dataSource().getConnection();
        connection.setAutoCommit(false);
        try (var statement = connection.createStatement()) {
            statement.execute("SELECT count(*) FROM store_version");
            statement.execute("INSERT INTO store_version (part, version) VALUES ('lock', 1)");
        }
        return connection;
    }
}
