package dev.signalbox.database.sqlite;

import dev.signalbox.database.DatabaseAddress.SqliteFile;
import dev.signalbox.database.DatabaseException;
import dev.signalbox.database.DatabaseException.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConnection;
import org.sqlite.SQLiteLimits;
import org.sqlite.SQLiteOpenMode;
import org.sqlite.jdbc4.JDBC4Connection;

/**
 * Opens a database file. Of its settings, none that outlives the connection is touched: journal
 * mode and durability stay as the database has them.
 */
final class Connections {

    /** A reader in rollback mode meets a lock for the moment of somebody's commit. */
    private static final int READER_PATIENCE_MS = 5_000;

    private static final int LONGEST_STATEMENT = 1_000_000_000;

    private Connections() {}

    /**
     * For reading. Opened for writing where this user may, because recovering the journal of a
     * process that was killed needs that; no statement can write.
     */
    static Handle reading(SqliteFile address) {
        mustBeThere(address);
        Handle handle = open(address.file(), address.display(), false);
        try {
            handle.busyTimeout(READER_PATIENCE_MS);
            handle.run("PRAGMA query_only=ON");
            handle.number("SELECT count(*) FROM sqlite_schema");
            return handle;
        } catch (DatabaseException e) {
            handle.close();
            throw e;
        }
    }

    /**
     * For reading a file that nobody changes meanwhile: without locks, without recovering anything,
     * and without a trace beside it.
     */
    static Handle unchanging(SqliteFile address) {
        mustBeThere(address);
        String name = "file:" + address.file().toUri().getRawPath() + "?immutable=1";
        Handle handle = open(name, address.display(), false);
        try {
            handle.run("PRAGMA query_only=ON");
            handle.number("SELECT count(*) FROM sqlite_schema");
            return handle;
        } catch (DatabaseException e) {
            handle.close();
            throw e;
        }
    }

    /** For changing; waiting for locks is the caller's. */
    static Handle changing(SqliteFile address) {
        mustBeThere(address);
        return open(address.file(), address.display(), false);
    }

    static Handle creating(SqliteFile address) {
        if (Files.exists(address.file())) {
            return changing(address);
        }
        makeFolder(address);
        return open(address.file(), address.display(), true);
    }

    static void mustBeThere(SqliteFile address) {
        Path file = address.file();
        if (Files.isDirectory(file)) {
            throw new DatabaseException(
                    Reason.NOT_A_FILE,
                    address.display(),
                    "this is a folder, not a database file",
                    "Name the file inside it");
        }
        if (!Files.exists(file)) {
            throw new DatabaseException(
                    Reason.NO_SUCH_DATABASE,
                    address.display(),
                    "no such database",
                    "Check the path; applying the first migration creates it");
        }
    }

    private static void makeFolder(SqliteFile address) {
        Path folder = address.file().getParent();
        try {
            if (folder != null) {
                Files.createDirectories(folder);
            }
        } catch (IOException e) {
            throw new DatabaseException(
                    Reason.CANNOT_OPEN,
                    address.display(),
                    "its folder cannot be made: " + e,
                    "Create " + folder + ", or give this user the right to",
                    null,
                    0,
                    e);
        }
    }

    static Handle open(Path file, String display, boolean create) {
        return open(driverName(file), display, create);
    }

    private static Handle open(String driverName, String display, boolean create) {
        SQLiteConfig config = new SQLiteConfig();
        if (!create) {
            config.resetOpenMode(SQLiteOpenMode.CREATE);
        }
        config.setBusyTimeout(0);
        // The driver would ask for them after every change, and leave that query under way.
        config.setGetGeneratedKeys(false);
        try {
            SQLiteConnection connection =
                    new JDBC4Connection(
                            "jdbc:sqlite:" + driverName, driverName, config.toProperties());
            // The driver's own limit is a thousandth of SQLite's, and scripts carry data.
            connection.setLimit(SQLiteLimits.SQLITE_LIMIT_SQL_LENGTH, LONGEST_STATEMENT);
            return new Handle(connection, display);
        } catch (SQLException e) {
            throw SqliteErrors.classified(e, display, null);
        }
    }

    /** A question mark would start the driver's parameters; SQLite's own URIs can escape it. */
    private static String driverName(Path file) {
        String name = file.toString();
        @Nullable String uri = name.indexOf('?') < 0 ? null : file.toUri().getRawPath();
        return uri == null ? name : "file:" + uri;
    }
}
