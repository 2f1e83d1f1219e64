package dev.signalbox.runtime;

import dev.signalbox.runtime.store.Store;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;
import org.sqlite.SQLiteDataSource;

/** A store's file, opened as services open theirs, but impatient. */
public record StoreFile(Path file) {

    public String url() {
        return "jdbc:sqlite:"
                + file
                + "?journal_mode=WAL&synchronous=NORMAL&busy_timeout=20&transaction_mode=IMMEDIATE";
    }

    public DataSource dataSource() {
        var source = new SQLiteDataSource();
        source.setUrl(url());
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
        var connection = DriverManager.getConnection(url());
        connection.setAutoCommit(false);
        try (var statement = connection.createStatement()) {
            statement.execute("SELECT count(*) FROM store_version");
            statement.execute("INSERT INTO store_version (part, version) VALUES ('lock', 1)");
        }
        return connection;
    }
}
