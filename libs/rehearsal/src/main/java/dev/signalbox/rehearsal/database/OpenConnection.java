package dev.signalbox.rehearsal.database;

import dev.signalbox.database.DatabaseAddress.SqliteFile;
import dev.signalbox.database.sqlite.RegexpFunctions;
import dev.signalbox.sql.migration.ForeignKeys;
import java.sql.Connection;
import java.sql.SQLException;
import org.sqlite.ProgressHandler;
import org.sqlite.SQLiteConfig;

/** A connection as an application has one, whose statements an alarm stops. */
public final class OpenConnection {

    /** Steps of SQLite's machine between two looks at the alarm. */
    private static final int STEPS = 2_000;

    private static final int PATIENCE_MS = 5_000;

    private OpenConnection() {}

    /**
     * @throws SQLException when the database cannot be opened
     */
    public static Connection to(SqliteFile address, Alarm alarm) throws SQLException {
        var config = new SQLiteConfig();
        config.setBusyTimeout(PATIENCE_MS);
        config.enforceForeignKeys(address.foreignKeys() == ForeignKeys.ON);
        var connection = config.createConnection("jdbc:sqlite:" + address.file());
        ProgressHandler.setHandler(
                connection,
                STEPS,
                new ProgressHandler() {
                    @Override
                    protected int progress() {
                        return alarm.isRung() ? 1 : 0;
                    }
                });
        RegexpFunctions.register(connection);
        return connection;
    }
}
