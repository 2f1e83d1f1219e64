package dev.signalbox.analysis.replay;

import dev.signalbox.analysis.source.Statement;
import dev.signalbox.sql.StatementKind;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.sqlite.ProgressHandler;

/** An empty database in memory, in which statements are run. Foreign keys are not enforced. */
final class Trial implements AutoCloseable {

    /** A trial meets no rows but those that migrations bring along. */
    static final int SECONDS_FOR_A_STATEMENT = 10;

    private static final int OPERATIONS_BETWEEN_LOOKS = 1_000_000;

    private final Connection connection;
    private final java.sql.Statement runner;
    private long deadline;

    Trial() throws SQLException {
        connection = DriverManager.getConnection("jdbc:sqlite::memory:");
        runner = connection.createStatement();
        // Nothing is ever read back from a disk: the smallest page makes the smallest copies.
        runner.execute("PRAGMA page_size=512");
        ProgressHandler.setHandler(
                connection,
                OPERATIONS_BETWEEN_LOOKS,
                new ProgressHandler() {
                    @Override
                    protected int progress() {
                        return System.nanoTime() - deadline > 0 ? 1 : 0;
                    }
                });
    }

    Connection connection() {
        return connection;
    }

    /** Runs it, and says what SQLite says against it. */
    @Nullable SqlError run(Statement statement) {
        return isLeftOut(statement.kind()) ? null : run(statement.sql());
    }

    @Nullable SqlError run(String sql) {
        deadline = System.nanoTime() + SECONDS_FOR_A_STATEMENT * 1_000_000_000L;
        try {
            runner.execute(sql);
            return null;
        } catch (SQLException e) {
            SqlError error = SqlError.of(e, 0);
            return new SqlError(
                    error.code(),
                    error.message(),
                    new ErrorPlace(connection, sql).of(error.message()));
        }
    }

    /** The text of every table, index, view and trigger, without what SQLite adds by itself. */
    Set<String> definitions() throws SQLException {
        try (ResultSet rows = runner.executeQuery("SELECT sql FROM sqlite_schema")) {
            Set<String> definitions = new TreeSet<>();
            while (rows.next()) {
                @Nullable String sql = rows.getString(1);
                if (sql != null && !sql.startsWith("CREATE TABLE sqlite_")) {
                    definitions.add(sql);
                }
            }
            return definitions;
        }
    }

    /** What would leave this database, or concerns the transaction that is not there. */
    private static boolean isLeftOut(StatementKind kind) {
        return switch (kind) {
            case StatementKind.OutsideTransaction it -> true;
            case StatementKind.TransactionControl it -> true;
            case StatementKind.Pragma it ->
                    it.name().toLowerCase(Locale.ROOT).equals("foreign_keys");
            default -> false;
        };
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
