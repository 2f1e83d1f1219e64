package dev.signalbox.knowledgebase;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * The indexes of a table while many rows are written to it: they are dropped before and made anew
 * after, from sorted rows, which is many times faster than one row after the other. All of it is in
 * the caller's transaction, so that a failure leaves them as they were.
 */
final class IndexesAside {

    private static final long WORTH_IT = 20_000;

    /** Sorting so many rows costs about as much as finding the place of one. */
    private static final long SORTED_FOR_ONE = 10;

    private final Connection connection;
    private final List<String> definitions;

    private IndexesAside(Connection connection, List<String> definitions) {
        this.connection = connection;
        this.definitions = List.copyOf(definitions);
    }

    static IndexesAside of(Connection connection, FilledTable table, long newRows)
            throws SQLException {
        var definitions = new ArrayList<String>();
        if (newRows < WORTH_IT
                || connection.getAutoCommit()
                || isMostlyThere(connection, table, newRows)) {
            return new IndexesAside(connection, definitions);
        }
        var names = new ArrayList<String>();
        try (Statement statement = connection.createStatement();
                ResultSet indexes =
                        statement.executeQuery(
                                "SELECT name, sql FROM sqlite_schema WHERE type = 'index' AND sql LIKE 'CREATE INDEX %' AND tbl_name = '"
                                        + table.table()
                                        + "' ORDER BY rowid")) {
            while (indexes.next()) {
                names.add(indexes.getString(1));
                definitions.add(indexes.getString(2));
            }
        }
        for (String name : names) {
            run(connection, "DROP INDEX \"" + name + "\"");
        }
        return new IndexesAside(connection, definitions);
    }

    void makeAnew() throws SQLException {
        for (String definition : definitions) {
            run(connection, definition);
        }
    }

    /** Whether making them anew would cost more than it saves. */
    private static boolean isMostlyThere(Connection connection, FilledTable table, long newRows)
            throws SQLException {
        long limit = newRows * SORTED_FOR_ONE;
        try (Statement statement = connection.createStatement();
                ResultSet counted =
                        statement.executeQuery(
                                "SELECT count(*) FROM (SELECT 1 FROM "
                                        + table.table()
                                        + " LIMIT "
                                        + limit
                                        + ")")) {
            return counted.next() && counted.getLong(1) == limit;
        }
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        }
    }
}
